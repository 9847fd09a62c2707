/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { AxeResults } from "axe-core";
import type { Browser, Page } from "puppeteer-core";
import { newPage } from "./chromium";
import { faultsInSight } from "./sight";

const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

export interface Reading {
  readonly width: number;
  readonly scheme: string;
  readonly media?: "screen" | "print";
}

/** A person with a page that is one file: where it can't be read or reached, it is a fault. */
export class Reader {
  private readonly faults: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly folder: string,
  ) {}

  static async open(browser: Browser, html: string, reading: Reading): Promise<Reader> {
    const { width, scheme, media = "screen" } = reading;
    const folder = mkdtempSync(join(tmpdir(), "page-"));
    const file = join(folder, "page.html");
    writeFileSync(file, html);
    const reader = new Reader(await newPage(browser), folder);
    const { page } = reader;
    page.on("console", (message) => reader.faults.push(message.text()));
    page.on("pageerror", (error) => reader.faults.push(String(error)));
    await page.setViewport({ width, height: 844 });
    // Together: of puppeteer's two calls the second takes back what the first has set.
    const features = [{ name: "prefers-color-scheme", value: scheme }];
    const session = await page.createCDPSession();
    await session.send("Emulation.setEmulatedMedia", { media, features });
    await page.goto(pathToFileURL(file).href);
    const query = `${media} and (prefers-color-scheme: ${scheme})`;
    const isRead = await page.evaluate((asked) => matchMedia(asked).matches, query);
    if (!isRead) reader.faults.push(`is not shown as ${query}`);
    return reader;
  }

  /** What axe-core, the page's own policy and the width of the screen have against it. */
  async judge(): Promise<string[]> {
    await this.page.evaluate(AXE); // from outside of the page, which lets no script in
    const { violations } = (await this.page.evaluate("axe.run()")) as AxeResults;
    const found = violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target }) => `${id}: ${help}: ${target.join(" ")}`),
    );
    return [...this.faults, ...found, ...(await faultsInSight(this.page))];
  }

  /** What the Tab key comes to, in order: the text of a fold, or the name of a field. */
  async tabs(most: number): Promise<string[]> {
    const seen: string[] = [];
    while (seen.length < most) {
      await this.page.keyboard.press("Tab");
      seen.push(
        await this.page.evaluate(() => {
          const at = document.activeElement;
          const named = at instanceof HTMLInputElement ? at.labels?.[0] : at;
          return at === document.body ? "" : (named?.textContent?.trim() ?? "");
        }),
      );
    }
    return seen;
  }

  /** Texts of what a selector finds and nobody sees. */
  unseen(selector: string): Promise<string[]> {
    return this.page.$$eval(selector, (all) =>
      all
        .filter((each) => !each.checkVisibility({ contentVisibilityAuto: false }))
        .map((each) => each.textContent?.trim() ?? ""),
    );
  }

  async close(): Promise<void> {
    await this.page.close();
    rmSync(this.folder, { recursive: true });
  }
}
