import assert from "node:assert/strict";
import { test } from "node:test";
import type { Quote } from "../../src/api/types";
import {
  breaksOf,
  chartData,
  defaultSpan,
  fanOf,
  observedOf,
  silenceLimit,
  spans,
  withinSpan,
  type Observed,
} from "../../src/model/chart_data";
import { readouts } from "../../src/model/readout";
import { forecastFrom } from "../browser/canned";

const day = 86_400;
const t0 = Date.parse("2031-06-01T00:00:00Z") / 1000;
const instant = (seconds: number) => new Date(seconds * 1000).toISOString();

function quote(at: number, price: number | null): Quote {
  return { at: instant(at), price, median: null, listings: null, tickets: null };
}

function daily(n: number): Observed[] {
  return observedOf(Array.from({ length: n }, (_, i) => quote(t0 + i * day, 50)));
}

test("quotes come in order of time, the later of two at one time counts", () => {
  const seen = observedOf([
    quote(t0 + 60, 2),
    quote(t0, 1),
    quote(t0 + 60, 3),
    quote(t0 + 90, null),
  ]);
  assert.deepEqual(
    seen.map((o) => [o.at - t0, o.price]),
    [
      [0, 1],
      [60, 3],
      [90, null],
    ],
  );
});

const lastAt = "2031-06-11T15:00:00Z";
const startMs = Date.parse("2031-06-20T23:00:00Z");

test("the fan opens at the last price and ends at the close", () => {
  const fan = fanOf(forecastFrom(50, startMs), 50, lastAt);
  assert.deepEqual(
    fan.map((f) => f.horizon),
    [null, "1d", "3d", "7d", "close"],
  );
  const { q05, q25, point, q75, q95 } = fan[0] ?? {};
  assert.deepEqual([q05, q25, point, q75, q95], [50, 50, 50, 50, 50]);
  assert.equal(fan.at(-1)?.at, startMs / 1000);
});

test("a horizon without a time, or not after the last price, is not drawn", () => {
  const [first] = forecastFrom(50, startMs);
  assert.ok(first);
  assert.deepEqual(fanOf([{ ...first, target_at: null }], 50, lastAt), []);
  assert.deepEqual(fanOf([{ ...first, target_at: lastAt }], 50, lastAt), []);
  assert.deepEqual(fanOf([first], null, null), []);
});

test("a quote without a price is a gap; a time of the fan alone is none", () => {
  const seen = observedOf([quote(t0, 1), quote(t0 + day, null)]);
  const point = { horizon: "close" as const, q05: 1, q25: 2, point: 3, q75: 4, q95: 5 };
  const data = chartData(seen, [{ at: t0 + 2 * day, ...point }]);
  assert.deepEqual(data.price, [1, null, undefined]);
  assert.deepEqual(data.q95, [undefined, undefined, 5]);
  assert.deepEqual(data.q05, [undefined, undefined, 1]);
});

test("the line breaks over silence and over quotes without a price, and nowhere else", () => {
  const at = [0, 1, 2, 9, 10, 11, 12];
  const price = [5, 5, 5, 5, null, 5, undefined];
  assert.deepEqual(breaksOf(at, price, 3), [
    [2, 3],
    [3, 5],
  ]);
  assert.deepEqual(breaksOf(at, price, 7), [[3, 5]]);
});

test("silence is five times the usual distance, a day and a half at least", () => {
  assert.equal(silenceLimit(daily(10)), 5 * day);
  assert.equal(silenceLimit(observedOf([quote(t0, 1), quote(t0 + 600, 1)])), 1.5 * day);
  assert.equal(silenceLimit([]), 1.5 * day);
});

test("the first span shown leaves the fan a sixth of the drawing", () => {
  const seen = daily(100);
  const end = seen.at(-1)?.at ?? 0;
  const ahead = (days: number) => [
    { at: end + days * day, horizon: "close" as const, q05: 1, q25: 1, point: 1, q75: 1, q95: 1 },
  ];
  assert.equal(defaultSpan(seen, ahead(20)), spans[2]);
  assert.equal(defaultSpan(seen, ahead(6)), spans[1]);
  assert.equal(defaultSpan(seen, ahead(2)), spans[0]);
  assert.equal(defaultSpan(seen, []), spans[2]);
});

test("a span counts back from the last quote", () => {
  assert.equal(withinSpan(daily(100), spans[0]).length, 8);
  assert.equal(withinSpan(daily(100), spans[2]).length, 100);
  assert.deepEqual(withinSpan([], spans[0]), []);
});

test("each point is told in words, with the venue's clock", () => {
  const seen = observedOf([
    { at: "2031-06-11T14:00:00Z", price: null, median: null, listings: 4, tickets: 9 },
    { at: lastAt, price: 58.62, median: 99.5, listings: 1200, tickets: null },
  ]);
  const fan = fanOf(forecastFrom(58.62, startMs).slice(-1), 58.62, lastAt);
  const data = chartData(seen, fan);
  const texts = readouts(data, seen, fan, "USD", "America/New_York");
  assert.deepEqual(texts.slice(0, 2), [
    { at: "Wed 11 Jun 2031 10:00 EDT", value: "no price, 4 listings, 9 tickets" },
    { at: "Wed 11 Jun 2031 11:00 EDT", value: "lowest $58.62, median $99.50, 1,200 listings" },
  ]);
  assert.match(
    texts[2]?.value ?? "",
    /^forecast \(close\) \$\d+\.\d\d, 90 % \$\d+\.\d\d – \$\d+\.\d\d$/,
  );
});
