import assert from "node:assert/strict";
import { test } from "node:test";
import type { Event } from "../../src/api/types";
import { scaleFor, positionOf } from "../../src/model/interval_scale";
import {
  defaultView,
  leaguesOf,
  matches,
  rowOf,
  rowsFor,
  sortKeys,
  viewFromQuery,
  viewToQuery,
  type SortKey,
} from "../../src/model/list";
import { leadSeries } from "../../src/model/series";
import { awkwardEvents, eventNumber, seriesAt } from "../browser/canned";

const start = Date.parse("2031-06-20T00:00:00Z");

function priced(i: number, last: number, point: number, listings: number | null): Event {
  const series = seriesAt(last, start, { listings });
  const forecast = series.forecast.map((f) => ({ ...f, point }));
  return eventNumber(i, { series: [{ ...series, forecast }] });
}

const unpriced = eventNumber(9, { series: [] });

test("the change is that of the farthest forecast against the last price", () => {
  assert.equal(rowOf(priced(0, 50, 45, 1)).change, 45 / 50 - 1);
  assert.equal(rowOf(unpriced).change, null);
});

test("the whole venue with a forecast leads, whatever the order and the prices", () => {
  const bare = seriesAt(1, start, { market: "bare", forecast: [] });
  const zone = seriesAt(2, start, { market: "zone", zone: "Upper" });
  const whole = seriesAt(999, start, { market: "whole" });
  for (const series of [
    [bare, zone, whole],
    [whole, zone, bare],
  ]) {
    assert.equal(leadSeries(eventNumber(0, { series }))?.market, "whole");
  }
  assert.equal(leadSeries(eventNumber(0, { series: [bare, zone] }))?.market, "zone");
  assert.equal(leadSeries(unpriced), null);
});

test("an event with three series says that two more are there", () => {
  assert.equal(rowOf(awkwardEvents()[1] ?? unpriced).others, 2);
});

const searchRows: [string, boolean][] = [
  ["", true],
  ["herons", true],
  ["HERONS", true],
  ["condores brio", true],
  ["breakwater", true],
  ["stubhub", true],
  ["mlb", true],
  ["2031-06-13", true],
  ["herons foxes", false],
  ["nfl", false],
];
for (const [search, expected] of searchRows) {
  test(`search for “${search}” ${expected ? "finds" : "leaves out"} the event`, () => {
    const found = matches(awkwardEvents()[0] ?? unpriced, search);
    assert.equal(found, expected);
  });
}

test("the league filter and the search hold together", () => {
  const events = awkwardEvents();
  const ids = (league: string, search: string) =>
    rowsFor(events, { ...defaultView, league, search }).map((r) => r.event.id);
  assert.deepEqual(ids("nfl", ""), ["made_up:1003", "made_up:1007"]);
  assert.deepEqual(ids("nfl", "herons"), []);
  assert.deepEqual(leaguesOf(events), ["mlb", "nfl"]);
});

const three = [priced(2, 30, 33, null), priced(0, 20, 10, 7), unpriced, priced(1, 10, 12, 70)];
const sortRows: [SortKey, number[], number[]][] = [
  ["start", [0, 1, 2, 9], [9, 2, 1, 0]],
  ["price", [1, 0, 2, 9], [2, 0, 1, 9]],
  ["forecast", [0, 1, 2, 9], [2, 1, 0, 9]],
  ["change", [0, 2, 1, 9], [1, 2, 0, 9]],
  ["listings", [0, 1, 2, 9], [1, 0, 2, 9]],
  ["market", [0, 1, 2, 9], [0, 1, 2, 9]],
];
for (const [key, up, down] of sortRows) {
  for (const descending of [false, true]) {
    test(`sort by ${key}, ${descending ? "descending" : "ascending"}, missing last`, () => {
      const rows = rowsFor(three, { ...defaultView, sort: { key, descending } });
      const order = rows.map((r) => Number(r.event.id.split(":")[1]) - 1000);
      assert.deepEqual(order, descending ? down : up);
    });
  }
}

test("sort by event is by title", () => {
  const rows = rowsFor(three, { ...defaultView, sort: { key: "event", descending: false } });
  const titles = rows.map((r) => r.event.title);
  assert.deepEqual(titles, [...titles].sort());
});

test("a view survives the way through the address", () => {
  for (const key of sortKeys) {
    const view = {
      search: "a & b",
      league: "nfl",
      pricedOnly: true,
      sort: { key, descending: true },
    };
    assert.deepEqual(viewFromQuery(new URLSearchParams(viewToQuery(view).toString())), view);
  }
  assert.equal(viewToQuery(defaultView).toString(), "");
  assert.deepEqual(viewFromQuery(new URLSearchParams("sort=nonsense")), defaultView);
});

test("the bars' scale has the last price in the middle and equal factors at equal distances", () => {
  const scale = { reach: Math.log(2) };
  assert.equal(positionOf(50, 50, scale), 0.5);
  assert.equal(positionOf(100, 50, scale), 1);
  assert.equal(positionOf(25, 50, scale), 0);
  assert.ok(Math.abs(positionOf(50 * Math.SQRT2, 50, scale) - 0.75) < 1e-12);
  assert.equal(positionOf(500, 50, scale), 1, "clipped");
});

test("the scale is never narrower than ×1.25 nor wider than ×4", () => {
  assert.equal(scaleFor([]).reach, Math.log(1.25));
  const row = rowOf(priced(0, 50, 45, 1));
  const { forecast } = row;
  assert.ok(forecast);
  const wide = { ...row, forecast: { ...forecast, q05: 1, q95: 5000 } };
  assert.equal(scaleFor([wide]).reach, Math.log(4));
  const exact = { ...row, forecast: { ...forecast, q05: 25, q95: 60 } };
  assert.ok(Math.abs(scaleFor([exact]).reach - Math.log(2)) < 1e-12);
});
