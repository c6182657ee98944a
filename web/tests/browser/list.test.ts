import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { openBrowser, openPage, textsOf } from "./browser";
import { awkwardEvents, eventNumber, manyEvents } from "./canned";
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

const row = (page: Page, id: string) =>
  page.locator("tbody tr", { has: page.locator(`[data-event="${id}"]`) });
const cells = async (page: Page, id: string) => {
  await row(page, id).waitFor();
  const texts = await row(page, id).locator("th, td").allInnerTexts();
  return texts.map((text) => text.replace(/\s+/g, " ").trim());
};
const titles = (page: Page) => textsOf(page, "tbody a");
const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute("data-event"));

test("a row tells event, local start, market, price with kind, forecast, interval, change, listings", async () => {
  const watched = await openPage(browser, server.url);
  assert.deepEqual(await cells(watched.page, "made_up:1000"), [
    "San Brío Cóndores at Harbor City Herons MLB Breakwater Park, Harbor City",
    "Fri 13 Jun 2031 20:00 EDT · in 2 d",
    "stubhub",
    "$58.62 advertised",
    "$57.81 at close",
    "$48.24 – $68.73",
    "−1.4 %",
    "120",
  ]);
  assert.match(
    await watched.page.locator(".as-of").innerText(),
    /8 events.*Wed 11 Jun 2031 15:00 UTC/s,
  );
  await watched.close();
});

test("the interval bar stands where the interval is, around the last price", async () => {
  const watched = await openPage(browser, server.url);
  const bar = row(watched.page, "made_up:1000").locator("svg.interval-bar");
  await bar.waitFor();
  const box = async (selector: string) => {
    const found = await bar.locator(selector).boundingBox();
    assert.ok(found, selector);
    return { left: found.x, right: found.x + found.width };
  };
  const [wide, half, point] = [await box(".band-90"), await box(".band-50"), await box(".point")];
  const unchanged = await box(".unchanged");
  assert.ok(wide.left < half.left && half.right < wide.right, "50 % lies within 90 %");
  assert.ok(half.left < point.left && point.right < half.right, "the point lies within 50 %");
  assert.ok(point.left < unchanged.left, "57.81 stands left of 58.62");
  assert.ok(wide.left < unchanged.left && unchanged.right < wide.right);
  await watched.close();
});

test("several markets: the whole venue leads, the others are counted", async () => {
  const watched = await openPage(browser, server.url);
  const [, , place, price] = await cells(watched.page, "made_up:1001");
  assert.equal(place, "tickpick + 2 more");
  assert.equal(price, "$44.50 all-in");
  await watched.close();
});

test("without a forecast of the close the farthest one stands, and says what it is for", async () => {
  server.state.events = awkwardEvents().map((event) => ({
    ...event,
    series: event.series.map((s) => ({
      ...s,
      forecast: s.forecast.filter((f) => f.horizon !== "close"),
    })),
  }));
  const watched = await openPage(browser, server.url);
  assert.equal((await cells(watched.page, "made_up:1000"))[4], "$58.41 in 1 day");
  assert.equal((await cells(watched.page, "made_up:1006"))[4]?.replace(/^\S+ /, ""), "in 7 days");
  await watched.close();
});

test("an hour that is not fixed is never shown as one", async () => {
  const watched = await openPage(browser, server.url);
  const [, starts] = await cells(watched.page, "made_up:1002");
  assert.equal(starts, "Sun 15 Jun 2031 time TBD · in 4 d");
  await watched.close();
});

const unpricedRows: [string, string, string, string][] = [
  ["made_up:1003", "$7.50 advertised", "only one quote so far; a forecast needs two", "120"],
  ["made_up:1004", "—", "no price has been seen on any market", "—"],
  ["made_up:1005", "—", "no market lists this event", "—"],
];
for (const [id, price, reason, listings] of unpricedRows) {
  test(`${id} is not priced: “${reason}”, and no number in its place`, async () => {
    const watched = await openPage(browser, server.url);
    const texts = await cells(watched.page, id);
    assert.deepEqual(texts.slice(3), [price, `Not priced ${reason}`, listings]);
    await watched.close();
  });
}

test("search narrows the list, says when nothing is found, and leads back", async () => {
  const watched = await openPage(browser, server.url);
  const { page } = watched;
  const search = page.getByRole("searchbox", { name: "Search events" });
  await search.fill("condores comets");
  await page.getByText("1 of 8 events").waitFor();
  await search.fill("zzz");
  await page.getByText("Nothing is found for “zzz”").waitFor();
  assert.equal(await page.locator("tbody tr").count(), 0);
  await page.getByRole("button", { name: "Show all events" }).click();
  await page.getByText("8 events", { exact: true }).waitFor();
  assert.equal(await search.inputValue(), "");
  await watched.close();
});

test("the league filter holds over a reload", async () => {
  const watched = await openPage(browser, server.url);
  await watched.page.getByRole("combobox", { name: "League" }).selectOption("nfl");
  await watched.page.getByText("2 of 8 events").waitFor();
  await watched.page.reload();
  await watched.page.getByText("2 of 8 events").waitFor();
  await watched.close();
});

test("what is not priced can be left out", async () => {
  const watched = await openPage(browser, server.url);
  const { page } = watched;
  await page.getByRole("checkbox", { name: "Priced only" }).check();
  await page.getByText("5 of 8 events").waitFor();
  assert.equal(await page.getByText("Not priced").count(), 0);
  await page.getByRole("searchbox").fill("made_up:1003");
  await page.getByText("Nothing is found for “made_up:1003” among the priced events").waitFor();
  await watched.close();
});

test("a heading sorts, turns round on the second click, and says so", async () => {
  const watched = await openPage(browser, server.url);
  const { page } = watched;
  const heading = page.getByRole("columnheader", { name: "Last price" });
  const prices = async () =>
    (await textsOf(page, "tbody td:nth-child(4)")).map((t) => t.split(" ")[0]);
  await heading.getByRole("button").click();
  await page.locator('th[aria-sort="ascending"]', { hasText: "Last price" }).waitFor();
  const up = await prices();
  assert.deepEqual([up[0], up.at(-1), up.at(-2)], ["$7.50", "—", "—"]);
  await heading.getByRole("button").click();
  await page.locator('th[aria-sort="descending"]', { hasText: "Last price" }).waitFor();
  const down = await prices();
  assert.deepEqual([down[0], down.at(-1), down.at(-2)], ["$1,240.00", "—", "—"]);
  assert.equal(await page.locator('th[aria-sort="none"]').count(), 6);
  await watched.close();
});

test("keyboard: / searches, arrows and j k move, Enter opens, Escape leads back to the row", async () => {
  const watched = await openPage(browser, server.url);
  const { page } = watched;
  await page.locator("tbody tr").nth(7).waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("herons");
  await page.getByText("3 of 8 events").waitFor();
  const shown = await page
    .locator("tbody a")
    .evaluateAll((all) => all.map((a) => a.getAttribute("data-event")));
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(page), shown[0], "from the search into the list");
  await page.keyboard.press("j");
  assert.equal(await focused(page), shown[1]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("k");
  assert.equal(await focused(page), shown[1]);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  assert.equal(await focused(page), shown[0], "the first row is the end");
  await page.keyboard.press("j");
  const style = await page.evaluate(
    () => getComputedStyle(document.activeElement ?? document.body).outlineStyle,
  );
  assert.notEqual(style, "none", "the focus is seen");
  const title = (await titles(page))[1];
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: title ?? "" }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), "H1");
  await page.keyboard.press("Escape");
  await page.getByText("3 of 8 events").waitFor();
  assert.equal(await focused(page), shown[1], "back where the reader was");
  await watched.close();
});

test("keys typed into the search stay there", async () => {
  const watched = await openPage(browser, server.url);
  const { page } = watched;
  await page.locator("tbody tr").first().waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("j/k");
  assert.equal(await page.getByRole("searchbox").inputValue(), "j/k");
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), "BODY");
  await watched.close();
});

test("a click anywhere on a row opens its event", async () => {
  const watched = await openPage(browser, server.url);
  await row(watched.page, "made_up:1000").locator("td").last().click();
  await watched.page.getByRole("heading", { level: 1, name: /Harbor City Herons/ }).waitFor();
  await watched.close();
});

test("300 events: every page of the answer is read, a hundred rows at a time are shown", async () => {
  server.state = market(manyEvents(300));
  const watched = await openPage(browser, server.url);
  const { page } = watched;
  await page.getByText("300 events", { exact: true }).waitFor();
  assert.equal(await page.locator("tbody tr").count(), 100);
  await page.getByRole("button", { name: "Show 100 more" }).click();
  assert.equal(await page.locator("tbody tr").count(), 200);
  await page.getByRole("searchbox").fill("made_up:1299");
  await page.getByText("1 of 300 events").waitFor();
  assert.equal(await page.locator("tbody tr").count(), 1);
  await watched.close();
});

test("no event at all says so and how to get some", async () => {
  server.state = market([]);
  const watched = await openPage(browser, server.url);
  await watched.page.getByRole("heading", { name: "No open events" }).waitFor();
  await watched.page.getByText("seatsync market import").waitFor();
  assert.equal(await watched.page.locator("table").count(), 0);
  await watched.close();
});

test("while loading, the page says so and shows no number", async () => {
  let open = () => {};
  server.state.gate = new Promise((opened) => (open = opened));
  const watched = await openPage(browser, server.url);
  await watched.page.getByRole("status").getByText("Loading events").waitFor({ state: "attached" });
  assert.equal(await watched.page.locator("table").count(), 0);
  open();
  await row(watched.page, "made_up:1000").waitFor();
  assert.equal(await watched.page.locator(".skeleton").count(), 0);
  await watched.close();
});

test("an error shows the problem's words, and trying again brings the list", async () => {
  server.state.failures.set(
    "/events",
    problem(500, "Store is locked", "seatsync.db is in use by process 7"),
  );
  const watched = await openPage(browser, server.url);
  const alert = watched.page.getByRole("alert");
  await alert.getByText("seatsync.db is in use by process 7").waitFor();
  assert.match(await alert.innerText(), /Store is locked.*Status 500/s);
  server.state.failures.clear();
  await alert.getByRole("button", { name: "Try again" }).click();
  await row(watched.page, "made_up:1000").waitFor();
  assert.equal(await alert.count(), 0);
  await watched.close(/status of 500/);
});

test("an HTML error page is no list, and is not shown as one", async () => {
  server.state.failures.set("/events", { status: 200, type: "text/html", body: "<h1>Hello</h1>" });
  const watched = await openPage(browser, server.url);
  await watched.page.getByRole("alert").getByText("The answer could not be read").waitFor();
  await watched.close();
});

test("a server that is gone is said to be gone", async () => {
  const lost = await startServer(market(awkwardEvents()));
  const watched = await openPage(browser, lost.url);
  await row(watched.page, "made_up:1000").waitFor();
  await lost.close();
  await row(watched.page, "made_up:1000").locator("a").click();
  await watched.page.getByRole("alert").first().getByText("The server cannot be reached").waitFor();
  await watched.close(/ERR_CONNECTION_REFUSED/);
});

test("text of the API is text, never markup", async () => {
  server.state = market([eventNumber(0, { title: "<img src=x onerror=alert(1)> at Home" })]);
  const watched = await openPage(browser, server.url);
  await watched.page.getByText("<img src=x onerror=alert(1)> at Home").waitFor();
  assert.equal(await watched.page.locator("tbody img").count(), 0);
  await watched.close();
});
