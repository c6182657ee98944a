import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { openBrowser, openPage } from "./browser";
import { awkwardEvents } from "./canned";
import { market, startServer, type TestServer } from "./test_server";

let browser: Browser;
let server: TestServer;
before(async () => {
  browser = await openBrowser();
  server = await startServer(market(awkwardEvents()));
});
after(async () => {
  await browser.close();
  await server.close();
});

const light = "rgb(245, 246, 248)";
const dark = "rgb(13, 18, 23)";
const ground = (page: Page) =>
  page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

test("the page follows the system, at once and when it changes", async () => {
  const watched = await openPage(browser, server.url, { colorScheme: "dark" });
  assert.equal(await ground(watched.page), dark);
  await watched.page.emulateMedia({ colorScheme: "light" });
  assert.equal(await ground(watched.page), light);
  await watched.close();
});

test("the button overrides the system, and the choice holds over a reload", async () => {
  const watched = await openPage(browser, server.url, { colorScheme: "light" });
  const button = watched.page.getByRole("button", { name: /^Theme/ });
  assert.equal(await ground(watched.page), light);
  await button.click();
  await button.click();
  assert.equal(await button.getAttribute("aria-label"), "Theme: Dark. Change");
  assert.equal(await ground(watched.page), dark);
  await watched.page.reload();
  assert.equal(await ground(watched.page), dark);
  await button.click();
  assert.equal(await ground(watched.page), light, "auto again");
  await watched.close();
});

test("the chart is redrawn in the colours of the theme", async () => {
  const url = `${server.url}/#/events/${encodeURIComponent("made_up:1000")}`;
  const watched = await openPage(browser, url, { colorScheme: "light" });
  const canvas = watched.page.locator(".plot canvas");
  await canvas.waitFor();
  const before = await canvas.evaluate((c: HTMLCanvasElement) => c.toDataURL());
  await watched.page.emulateMedia({ colorScheme: "dark" });
  await watched.page.waitForFunction(
    (old) => document.querySelector<HTMLCanvasElement>(".plot canvas")?.toDataURL() !== old,
    before,
  );
  await watched.close();
});

/** Texts whose contrast with what lies behind them is below WCAG AA. */
function weakContrasts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const channels = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number);
    const luminance = (color: string) => {
      const linear = channels(color)
        .slice(0, 3)
        .map((c) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0);
    };
    const groundOf = (element: Element | null): string => {
      if (!element) return "rgb(255, 255, 255)";
      const color = getComputedStyle(element).backgroundColor;
      return (channels(color)[3] ?? 1) > 0 ? color : groundOf(element.parentElement);
    };
    const weak: string[] = [];
    for (const element of document.querySelectorAll("body *")) {
      const own = [...element.childNodes].some((n) => n.nodeType === 3 && n.textContent?.trim());
      if (!own || element.getClientRects().length === 0) continue;
      const style = getComputedStyle(element);
      const [a, b] = [luminance(style.color), luminance(groundOf(element))];
      const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      if (contrast < 4.5) weak.push(`${contrast.toFixed(2)} “${element.textContent?.trim()}”`);
    }
    return weak;
  });
}

const pages = ["/", `/#/events/${encodeURIComponent("made_up:1000")}`, "/#/model"];
for (const colorScheme of ["light", "dark"] as const) {
  test(`every text has contrast AA in ${colorScheme}`, async () => {
    for (const path of pages) {
      const watched = await openPage(browser, server.url + path, { colorScheme });
      await watched.page.locator("table").first().waitFor();
      assert.deepEqual(await weakContrasts(watched.page), [], path);
      await watched.close();
    }
  });
}
