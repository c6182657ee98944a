import assert from "node:assert/strict";
import { test } from "node:test";
import { readEventsPage, readForecasts, readProblem, readQuotes } from "../../src/api/decode";
import { asOf, awkwardEvents, forecastOf, modelCard, quotesOf } from "../browser/canned";

const page = () => ({
  events: awkwardEvents(),
  as_of: asOf,
  model: modelCard(),
  next_cursor: null,
});
const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test("what the API promises is read whole", () => {
  assert.deepEqual(readEventsPage(throughJson(page())), page());
  const [event] = awkwardEvents();
  assert.ok(event);
  assert.deepEqual(readQuotes(throughJson(quotesOf(event))), quotesOf(event));
  assert.deepEqual(readForecasts(throughJson(forecastOf(event))), forecastOf(event));
});

test("no model is no model", () => {
  assert.equal(readEventsPage({ ...page(), model: null }).model, null);
});

test("an absent price is missing, not zero, and an empty zone is the whole venue", () => {
  const key = { market: "m", zone: "", price_kind: "list", currency: "USD" };
  const answer = { event_id: "a:1", as_of: asOf, series: [{ ...key, quotes: [{ at: asOf }] }] };
  const [series] = readQuotes(answer).series;
  assert.equal(series?.zone, null);
  assert.deepEqual(series?.quotes, [
    { at: asOf, price: null, median: null, listings: null, tickets: null },
  ]);
});

const refusedRows: [string, () => unknown, RegExp][] = [
  ["not JSON", () => readEventsPage(undefined), /answer is not an object/],
  ["no list", () => readEventsPage({ events: {} }), /events is not a list/],
  ["an event without id", () => readEventsPage({ events: [{}] }), /events\[0\]\.id is not a text/],
  [
    "a quantile that is a text",
    () => {
      const [event] = awkwardEvents();
      const forecast = [{ ...event?.series[0]?.forecast[0], q05: "48.24" }];
      return readEventsPage({
        events: [{ ...event, series: [{ ...event?.series[0], forecast }] }],
      });
    },
    /events\[0\]\.series\[0\]\.forecast\[0\]\.q05 is not a number/,
  ],
  [
    "an unknown horizon",
    () =>
      readEventsPage({
        events: [],
        model: { id: "a", predictor: "b", metrics: [{ horizon: "2d" }] },
      }),
    /model\.metrics\[0\]\.horizon is none of/,
  ],
  [
    "a member that is no text",
    () => readEventsPage({ events: [], model: { id: "a", predictor: "b", members: ["c", 1] } }),
    /model\.members\[1\] is not a text/,
  ],
];
for (const [name, read, message] of refusedRows) {
  test(`refused, naming the place: ${name}`, () => {
    assert.throws(read, message);
  });
}

test("a problem document gives its words; an HTML page gives the status", () => {
  const problem = { type: "about:blank", title: "Busy", status: 503, detail: "try later" };
  assert.deepEqual(readProblem(problem, 503), { title: "Busy", status: 503, detail: "try later" });
  assert.deepEqual(readProblem(undefined, 502), {
    title: "The server answered 502",
    status: 502,
    detail: null,
  });
});
