/** One Chromium per test file; one page per test, watched for what no page may do. */
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";

const args = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function openBrowser(): Promise<Browser> {
  const executablePath = process.env.SEATSYNC_CHROMIUM ?? "/usr/bin/chromium";
  return chromium.launch({ executablePath, args });
}

export const widths = { phone: 380, tablet: 1024, desk: 1600 } as const;

/** Errors of the page and requests beyond its origin. A test says which errors it provokes. */
export class Watched {
  readonly errors: string[] = [];
  readonly strangers: string[] = [];

  constructor(
    readonly page: Page,
    origin: string,
  ) {
    page.on("pageerror", (error) => this.errors.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning")
        this.errors.push(message.text());
    });
    page.on("request", (request) => {
      if (new URL(request.url()).origin !== origin) this.strangers.push(request.url());
    });
  }

  /** Closes the page. `expected`: matches the console's lines on answers that the test made fail. */
  async close(expected?: RegExp): Promise<void> {
    await this.page.context().close();
    assert.deepEqual(this.strangers, [], "requests beyond the origin");
    const unexpected = this.errors.filter((line) => !expected?.test(line));
    assert.deepEqual(unexpected, [], "errors on the console");
  }
}

export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Watched> {
  const viewport = { width: widths.desk, height: 1000 };
  const context = await browser.newContext({ viewport, reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(10_000);
  const watched = new Watched(await context.newPage(), new URL(url).origin);
  await watched.page.goto(url);
  return watched;
}

/** Kept under test-artifacts/ at the root of the repository. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  const folder = join(process.cwd(), "..", "test-artifacts");
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

/** What is wider than its place: the page than its window, or something than its panel. */
export function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [
      document.documentElement,
      ...document.querySelectorAll<HTMLElement>(".panel, tbody tr, .figure, .top-bar"),
    ]
      .filter((box) => box.scrollWidth > box.clientWidth + 1)
      .map((box) => `${box.tagName}.${box.className}: ${box.scrollWidth} > ${box.clientWidth}`),
  );
}

interface Shift extends PerformanceEntry {
  value: number;
  sources: { node: Node | null }[];
}

/** What jumped since the page opened, with the browser's own score of each jump. */
export async function layoutShifts(page: Page): Promise<string[]> {
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
  return page.evaluate(() => {
    const observer = new PerformanceObserver(() => {});
    observer.observe({ type: "layout-shift", buffered: true });
    const shifts = observer.takeRecords() as Shift[];
    return shifts
      .filter(({ value }) => value > 0.001)
      .map(({ value, sources }) => {
        const moved = sources.map(({ node }) =>
          node instanceof Element ? (node.getAttribute("class") ?? node.tagName) : "text",
        );
        return `${value.toFixed(4)}: ${moved.join(", ")}`;
      });
  });
}

/** The texts of all matches, white space as single plain spaces. */
export async function textsOf(page: Page, selector: string): Promise<string[]> {
  const texts = await page.locator(selector).allInnerTexts();
  return texts.map((text) => text.replace(/\s+/g, " ").trim());
}
