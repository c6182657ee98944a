import assert from "node:assert/strict";
import { test } from "node:test";
import { eventHref, eventsHref, parseRoute } from "../../src/router";

test("every event id survives the way through the address", () => {
  for (const id of ["mlb_stubhub_2021:104722879", "a:b/c", "a:ö ?#%2F&"]) {
    assert.deepEqual(parseRoute(eventHref(id)), { page: "event", id });
  }
});

test("the list's query survives", () => {
  const query = new URLSearchParams({ q: "a & b?", sort: "-price" });
  const route = parseRoute(eventsHref(query));
  assert.ok(route.page === "events");
  assert.equal(route.query.toString(), query.toString());
});

test("an empty address is the list, an unknown one is said to be unknown", () => {
  assert.equal(parseRoute("").page, "events");
  assert.equal(parseRoute("#/").page, "events");
  assert.equal(parseRoute("#/model").page, "model");
  assert.deepEqual(parseRoute("#/nowhere"), { page: "unknown", path: "nowhere" });
  assert.equal(parseRoute("#/events/%E0%A4%A").page, "unknown");
});
