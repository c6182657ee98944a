/** The page on a real server, when SEATSYNC_URL names one: SEATSYNC_URL=http://127.0.0.1:8080 npm test */
import assert from "node:assert/strict";
import { test } from "node:test";
import { keepScreenshot, openBrowser, openPage } from "./browser";

const url = process.env.SEATSYNC_URL;

test(
  "a real server: list, event, model",
  { skip: url ? false : "SEATSYNC_URL is not set" },
  async () => {
    const browser = await openBrowser();
    try {
      const watched = await openPage(browser, url ?? "");
      const { page } = watched;
      const priced = page.locator("tbody tr", { has: page.locator(".forecast") }).first();
      await priced.waitFor();
      assert.match(await priced.locator("td.interval").innerText(), /\d+\.\d\d – .*\d+\.\d\d/);
      await keepScreenshot(page, "real-list");
      await priced.locator("a").click();
      await page.locator("table.horizons tbody tr").first().waitFor();
      await page.locator(".plot canvas").waitFor();
      await keepScreenshot(page, "real-event");
      await page.getByRole("link", { name: "Where the numbers come from" }).click();
      await page.locator("table.metrics tbody tr").first().waitFor();
      await keepScreenshot(page, "real-model");
      await watched.close();
    } finally {
      await browser.close();
    }
  },
);
