import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import type { Browser } from "playwright-core";
import { openBrowser, openPage, textsOf } from "./browser";
import { awkwardEvents, modelCard } from "./canned";
import { market, problem, startServer, type TestServer } from "./test_server";

let browser: Browser;
let server: TestServer;
before(async () => {
  browser = await openBrowser();
  server = await startServer(market([]));
});
beforeEach(() => {
  server.state = market(awkwardEvents());
});
after(async () => {
  await browser.close();
  await server.close();
});

test("the card: predictor, members, as-of, window, sample, seed and revision", async () => {
  const watched = await openPage(browser, `${server.url}/#/model`);
  await watched.page
    .getByRole("heading", { level: 1, name: "Where the numbers come from" })
    .waitFor();
  await watched.page.locator(".fact").first().waitFor();
  assert.deepEqual(await textsOf(watched.page, ".fact"), [
    "Predictor ensemble",
    "Made of xgboost, microstructure",
    "Model xgb-2031-06-11-9f3c2a",
    "Market known to Wed 11 Jun 2031 15:00 UTC",
    "Training window Sat 1 Mar 2031 00:00 UTC to Wed 11 Jun 2031 15:00 UTC",
    "Training sample 184,311 rows",
    "Seed 7",
    "Revision 1f0c9d2",
  ]);
  await watched.close();
});

test("per horizon: sample, measured coverage, and whether the last value is beaten", async () => {
  const watched = await openPage(browser, `${server.url}/#/model`);
  await watched.page.locator("table.metrics").waitFor();
  assert.deepEqual(await textsOf(watched.page, "table.metrics tbody tr"), [
    "1 day 48,210 612 events 91.2 % holds 28.0 % 0.0612 / 0.0610 0.4 % worse 3.11 / 3.10 0.4 % worse 0.0189 / 0.0210 10.0 % better",
    "3 days 39,210 582 events 89.7 % holds 38.0 % 0.0910 / 0.0910 no better 6.20 / 6.20 no better 0.0378 / 0.0420 10.0 % better",
    "7 days 30,210 552 events 87.1 % holds 48.0 % 0.1125 / 0.1210 7.0 % better 8.65 / 9.30 7.0 % better 0.0567 / 0.0630 10.0 % better",
    "Close 21,210 522 events 83.4 % too narrow 58.0 % 0.1404 / 0.1510 7.0 % better 11.53 / 12.40 7.0 % better 0.0756 / 0.0840 10.0 % better",
  ]);
  assert.match(await watched.page.locator(".verdict").innerText(), /at 2 of 4 measured horizons/);
  await watched.close();
});

test("importance is sorted and its bars are in proportion", async () => {
  server.state.model = {
    ...modelCard(),
    importance: [
      { feature: "small", share: 0.2 },
      { feature: "large", share: 0.8 },
    ],
  };
  const watched = await openPage(browser, `${server.url}/#/model`);
  await watched.page.locator(".importance li").first().waitFor();
  assert.deepEqual(await textsOf(watched.page, ".importance li"), ["large 80.0 %", "small 20.0 %"]);
  const widths = await watched.page
    .locator(".importance .bar span")
    .evaluateAll((bars) => bars.map((bar) => bar.getBoundingClientRect().width));
  assert.ok(Math.abs((widths[0] ?? 0) / (widths[1] ?? 1) - 4) < 0.05, widths.join());
  await watched.close();
});

test("of many features the first twelve are shown, the others when asked for", async () => {
  const importance = Array.from({ length: 40 }, (_, i) => ({
    feature: `f${i}`,
    share: 1 / (i + 1),
  }));
  server.state.model = { ...modelCard(), importance };
  const watched = await openPage(browser, `${server.url}/#/model`);
  await watched.page.locator(".importance li").first().waitFor();
  assert.equal(await watched.page.locator(".importance li").count(), 12);
  await watched.page.getByRole("button", { name: "Show all 40" }).click();
  assert.equal(await watched.page.locator(".importance li").count(), 40);
  await watched.close();
});

test("no model: said so, with what to do", async () => {
  server.state.model = null;
  const watched = await openPage(browser, `${server.url}/#/model`);
  await watched.page.getByRole("heading", { name: "No model yet" }).waitFor();
  assert.equal(await watched.page.locator("table").count(), 0);
  await watched.close();
});

test("a model without measurements claims none", async () => {
  server.state.model = { ...modelCard(), metrics: [] };
  const watched = await openPage(browser, `${server.url}/#/model`);
  await watched.page.getByRole("heading", { name: "Not measured" }).waitFor();
  await watched.close();
});

test("an error is shown here too", async () => {
  server.state.failures.set("/events", problem(503, "Starting", "the store is being opened"));
  const watched = await openPage(browser, `${server.url}/#/model`);
  await watched.page.getByRole("alert").getByText("the store is being opened").waitFor();
  await watched.close(/status of 503/);
});
