import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { openBrowser, openPage, textsOf } from "./browser";
import { awkwardEvents } from "./canned";
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

const open = (number: number) =>
  openPage(browser, `${server.url}/#/events/${encodeURIComponent(`made_up:${1000 + number}`)}`);
const chart = (page: Page) => page.getByRole("slider", { name: /Price path/ });

/** Pixels of the drawing that have the hue of the forecast. */
function forecastPixels(page: Page): Promise<number> {
  return page.locator(".plot canvas").evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height) ?? {};
    let n = 0;
    for (let i = 0; data && i < data.length; i += 4) {
      const [red = 0, , blue = 0, alpha = 0] = data.subarray(i, i + 4);
      if (alpha > 30 && blue > red + 100) ++n;
    }
    return n;
  });
}

test("figures, local start and the table of horizons in dollars", async () => {
  const { page, ...rest } = await open(0);
  await page.locator("table.horizons").waitFor();
  assert.deepEqual(await textsOf(page, ".figure"), [
    "Last price $58.62 stubhub, advertised",
    "Forecast at close $57.81 −1.4 %",
    "90 % interval at close $48.24 – $68.73 50 %: $53.57 – $61.90",
    "Listings 120 300 tickets in them",
  ]);
  assert.match(await page.locator(".facts").innerText(), /Fri 13 Jun 2031 20:00 EDT/);
  assert.deepEqual(await textsOf(page, "table.horizons tbody tr"), [
    "1 day Thu 12 Jun 2031 11:00 EDT $58.41 −0.4 % $55.51 – $60.97 $51.87 – $65.26",
    "Close Fri 13 Jun 2031 20:00 EDT $57.81 −1.4 % $53.57 – $61.90 $48.24 – $68.73",
  ]);
  assert.match(await page.title(), /Harbor City Herons · SeatSync/);
  assert.ok(rest.errors.length === 0);
  await page.context().close();
});

test("the features that were missing are named", async () => {
  const watched = await open(0);
  await watched.page.getByRole("heading", { name: "Missing inputs" }).waitFor();
  assert.deepEqual(await textsOf(watched.page, ".missing li"), ["home_elo", "popularity"]);
  await watched.close();
});

/**
 * The drawing in one column of pixels at the close: the heights of the 90 % and the 50 % band, and
 * right of the plot the pixels of the tag with the last price.
 */
function drawnAtClose(page: Page): Promise<{ most: number; half: number; tag: number }> {
  return page.locator(".plot").evaluate((plot) => {
    const canvas = plot.querySelector("canvas");
    const over = plot.querySelector(".u-over");
    const context = canvas?.getContext("2d");
    if (!canvas || !over || !context) throw new Error("nothing is drawn");
    const edge = Math.round(
      over.getBoundingClientRect().right - canvas.getBoundingClientRect().left,
    );
    const { data } = context.getImageData(edge - 5, 0, canvas.width - edge + 5, canvas.height);
    const width = canvas.width - edge + 5;
    const all = Array.from({ length: data.length / 4 }, (_, i) => [
      ...data.subarray(4 * i, 4 * i + 4),
    ]);
    const column = all
      .filter((_, i) => i % width === 0)
      .filter(([r = 0, , b = 0, a = 0]) => a > 30 && b > r + 100);
    const ink = ([r = 0, g = 0, b = 0, a = 0]: number[]) =>
      a === 255 && r === 22 && g === 32 && b === 42;
    return {
      most: column.length,
      half: column.filter(([, , , a = 0]) => a > 80).length,
      tag: all.filter((_, i) => i % width > 5).filter(ink).length,
    };
  });
}

test("at the close the bands are as high as the intervals are wide, and the last price has its tag", async () => {
  const watched = await open(0);
  await watched.page.locator(".plot canvas").waitFor();
  const { most, half, tag } = await drawnAtClose(watched.page);
  const expected = (68.73 - 48.24) / (61.9 - 53.57);
  assert.ok(Math.abs(most / half - expected) < 0.15, `${most} / ${half} is not ${expected}`);
  assert.ok(tag > 300, `a tag of ${tag} pixels`);
  await watched.close();
});

test("the fan is drawn where there is a forecast, and only there", async () => {
  const priced = await open(0);
  await priced.page.locator(".plot canvas").waitFor();
  assert.ok((await forecastPixels(priced.page)) > 2000, "a fan");
  await priced.close();
  const unpriced = await open(3);
  await unpriced.page.locator(".plot canvas").waitFor();
  assert.equal(await forecastPixels(unpriced.page), 0, "no fan");
  await unpriced.close();
});

test("the chart is read by keyboard, point by point", async () => {
  const watched = await open(0);
  const slider = chart(watched.page);
  await watched.page.locator(".plot canvas").waitFor();
  const value = () => slider.getAttribute("aria-valuetext");
  assert.match((await value()) ?? "", /^Wed 11 Jun 2031 11:00 EDT: lowest \$58\.62, median/);
  await slider.focus();
  await watched.page.keyboard.press("ArrowRight");
  assert.match((await value()) ?? "", /^Thu 12 Jun 2031 11:00 EDT: forecast \(1 day\) \$58\.41/);
  await watched.page.keyboard.press("End");
  const close = "Fri 13 Jun 2031 20:00 EDT: forecast (close) $57.81, 90 % $48.24 – $68.73";
  assert.equal(await value(), close);
  assert.equal(
    (await textsOf(watched.page, ".readout"))[0]?.replace(/\s/g, ""),
    close.replace(/\s/g, "").replace("EDT:", "EDT"),
  );
  await watched.page.keyboard.press("ArrowLeft");
  await watched.page.keyboard.press("ArrowLeft");
  await watched.page.keyboard.press("ArrowLeft");
  assert.match((await value()) ?? "", /^Wed 11 Jun 2031 05:00 EDT: lowest/);
  await watched.page.keyboard.press("Home");
  assert.equal(await slider.getAttribute("aria-valuenow"), "0");
  await watched.close();
});

test("the pointer reads the chart as the keyboard does", async () => {
  const watched = await open(0);
  const canvas = watched.page.locator(".plot .u-over");
  const box = await canvas.boundingBox();
  assert.ok(box);
  await watched.page.mouse.move(box.x + box.width - 1, box.y + 40);
  await watched.page.getByText("forecast (close) $57.81", { exact: false }).waitFor();
  await watched.close();
});

test("more history is shown when asked for", async () => {
  const watched = await open(0);
  const points = async () => Number(await chart(watched.page).getAttribute("aria-valuemax"));
  await watched.page.locator(".plot canvas").waitFor();
  const few = await points();
  await watched.page.getByRole("button", { name: "All", exact: true }).click();
  await watched.page.locator('button[aria-pressed="true"]', { hasText: "All" }).waitFor();
  assert.ok((await points()) > few);
  await watched.close();
});

test("each market of an event has its own path, kind and currency", async () => {
  const watched = await open(1);
  const { page } = watched;
  const pick = page.getByRole("combobox", { name: "Market" });
  await page.locator("table.horizons").waitFor();
  assert.match((await textsOf(page, ".figure"))[0] ?? "", /^Last price \$44\.50 tickpick, all-in$/);
  await pick.selectOption({ label: "fan exchange (list, MXN)" });
  await page.getByText("902.00 MXN").first().waitFor();
  assert.match((await textsOf(page, ".figure"))[0] ?? "", /fan exchange, list$/);
  await pick.selectOption({ label: "tickpick · Upper level (all-in, USD)" });
  await page.locator(".figure", { hasText: "$31.00" }).waitFor();
  await watched.close();
});

const unpricedRows: [number, string][] = [
  [3, "only one quote so far; a forecast needs two"],
  [4, "no price has been seen on any market"],
  [5, "no market lists this event"],
];
for (const [number, reason] of unpricedRows) {
  test(`without a forecast: the reason (“${reason}”), and no table of horizons`, async () => {
    const watched = await open(number);
    await watched.page.getByText(reason).waitFor();
    assert.equal(await watched.page.locator("table.horizons").count(), 0);
    const figures = await textsOf(watched.page, ".figure");
    assert.ok(!figures.some((f) => /^Forecast.*\$/.test(f)), figures.join("; "));
    await watched.close();
  });
}

test("422 is the reason for having no price, beside the path that is there", async () => {
  const refusal = problem(422, "Cannot be priced", "the event starts before the first horizon");
  server.state.failures.set("/forecast", refusal);
  server.state.events = [awkwardEvents()[3]].filter((e) => e !== undefined);
  const watched = await open(3);
  await watched.page.getByText("the event starts before the first horizon").waitFor();
  await watched.page.locator(".plot canvas").waitFor();
  assert.equal(await watched.page.getByRole("alert").count(), 0);
  await watched.close(/status of 422/);
});

test("a failing forecast is a problem with a way to try again; the path stays", async () => {
  server.state.failures.set("/forecast", problem(500, "Model is broken", "bad magic"));
  server.state.events = awkwardEvents();
  const watched = await open(0);
  const alert = watched.page.getByRole("alert");
  await alert.getByText("bad magic").waitFor();
  await watched.page.locator(".plot canvas").waitFor();
  server.state.failures.clear();
  await alert.getByRole("button", { name: "Try again" }).click();
  await watched.page.locator("table.horizons").waitFor();
  await watched.close(/status of 500/);
});

test("an event that is over keeps its page: title, start, path, and no forecast", async () => {
  const [over] = awkwardEvents();
  assert.ok(over);
  server.state.events = [];
  server.state.past = [over];
  server.state.failures.set("/forecast", problem(422, "Cannot be priced", "the event has started"));
  const watched = await open(0);
  await watched.page.getByRole("heading", { level: 1, name: over.title }).waitFor();
  await watched.page.getByText("the event has started").waitFor();
  await watched.page.locator(".plot canvas").waitFor();
  assert.match(await watched.page.locator(".facts").innerText(), /Fri 13 Jun 2031 20:00 EDT/);
  await watched.close(/status of 422/);
});

test("an unknown event is one problem, not two", async () => {
  const watched = await open(999);
  await watched.page.getByRole("alert").getByText("Not found").waitFor();
  assert.equal(await watched.page.getByRole("alert").count(), 1);
  await watched.close(/status of 404/);
});

test("a start whose hour is not fixed claims no hour", async () => {
  const watched = await open(2);
  await watched.page.locator("table.horizons").waitFor();
  assert.match(await watched.page.locator(".facts").innerText(), /Sun 15 Jun 2031 time TBD/);
  await watched.close();
});
