import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { awkwardEvents, manyEvents } from "./canned";
import {
  keepScreenshot,
  layoutShifts,
  openBrowser,
  openPage,
  overflowing,
  widths,
} from "./browser";
import { market, startServer, type TestServer } from "./test_server";

let browser: Browser;
let server: TestServer;
before(async () => {
  browser = await openBrowser();
  server = await startServer(market([...awkwardEvents(), ...manyEvents(20).slice(8)]));
});
after(async () => {
  await browser.close();
  await server.close();
});

const screens: Record<string, { path: string; ready: (page: Page) => Promise<void> }> = {
  list: { path: "/", ready: (page) => page.locator("table.events tbody tr").nth(7).waitFor() },
  event: {
    path: `/#/events/${encodeURIComponent("made_up:1000")}`,
    ready: (page) => page.locator(".plot canvas").waitFor(),
  },
  model: { path: "/#/model", ready: (page) => page.locator("table.metrics").waitFor() },
};

for (const [name, screen] of Object.entries(screens)) {
  for (const [size, width] of Object.entries(widths)) {
    for (const colorScheme of ["light", "dark"] as const) {
      test(`${name} fits ${size} (${width} px) in ${colorScheme}`, async () => {
        const viewport = { width, height: 900 };
        const watched = await openPage(browser, server.url + screen.path, {
          viewport,
          colorScheme,
        });
        await screen.ready(watched.page);
        assert.deepEqual(await overflowing(watched.page), [], "wider than its place");
        assert.deepEqual(await layoutShifts(watched.page), [], "jumped while loading");
        await keepScreenshot(watched.page, `${name}-${width}-${colorScheme}`);
        await watched.close();
      });
    }
  }
}
