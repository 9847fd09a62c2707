/// <reference lib="dom" />
import { mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import type { Browser, Page } from "puppeteer-core";
import { newPage } from "./chromium";
import { colours, faultsInSight } from "./sight";

export interface VisitOptions {
  readonly url: string;
  readonly javascript: boolean;
  readonly scheme: string;
  readonly size: { readonly width: number; readonly height: number };
  /** The folder for what was seen. */
  readonly screenshots: string;
}

/** A person at a browser, who notes whatever is not as it should be. */
export class Visit {
  private readonly faults: string[] = [];

  private constructor(
    private readonly page: Page,
    private readonly options: VisitOptions,
  ) {}

  static async begin(browser: Browser, options: VisitOptions): Promise<Visit> {
    const { javascript, scheme, size, screenshots } = options;
    mkdirSync(screenshots, { recursive: true });
    const page = await newPage(browser);
    const visit = new Visit(page, options);
    await page.setViewport({ ...size, deviceScaleFactor: 1 });
    await page.setJavaScriptEnabled(javascript);
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    // Violations of the content security policy are errors on the console, too.
    page.on("console", (message) => {
      const { url = "" } = message.location();
      const said = message.text();
      // The status of the page itself is looked at where it is asked for.
      const isStatus = url === page.url() && said.startsWith("Failed to load resource");
      if (["error", "warn"].includes(message.type()) && !isStatus) visit.faults.push(said);
    });
    page.on("pageerror", (error) => visit.faults.push(String(error)));
    return visit;
  }

  get name(): string {
    return basename(this.options.screenshots);
  }

  get javascript(): boolean {
    return this.options.javascript;
  }

  async go(path: string, status = 200): Promise<void> {
    const answer = await this.page.goto(this.options.url + path);
    if (answer?.status() !== status) this.faults.push(`${path}: answered ${answer?.status()}`);
  }

  async follow(text: string): Promise<void> {
    await this.leaveBy(`::-p-xpath(//main//a[normalize-space()=${quoted(text)}])`);
  }

  async press(text: string): Promise<void> {
    const button = `::-p-xpath(//button[normalize-space()=${quoted(text)}])`;
    const staysHere = this.javascript && text.endsWith(" load");
    if (staysHere) await this.page.click(button);
    else await this.leaveBy(button);
  }

  /** By the field's id, in place of what is there. */
  async type(fields: Record<string, string>): Promise<void> {
    for (const [id, text] of Object.entries(fields)) {
      await this.page.click(`#${id}`, { count: 3 });
      await this.page.keyboard.press("Backspace");
      await this.page.type(`#${id}`, text);
    }
  }

  async search(text: string): Promise<void> {
    await this.type({ search: text });
    if (!this.javascript) return this.press("Search");
    await this.waitFor(
      (wanted) => new URLSearchParams(location.search).get("search") === wanted,
      text,
    );
  }

  text(selector: string): Promise<string> {
    return this.page.$eval(selector, (element) => element.textContent?.trim() ?? "");
  }

  value(selector: string): Promise<string> {
    return this.page.$eval(selector, (element) => (element as HTMLInputElement).value);
  }

  async says(text: string): Promise<void> {
    const isSaid = (wanted: string) =>
      document.querySelector("[role=status]")?.textContent?.trim() === wanted;
    await this.waitFor(isSaid, text);
  }

  /** Works without the page's JavaScript, too: it is the browser that looks. */
  async waitFor(condition: (argument: string) => unknown, argument = ""): Promise<void> {
    for (;;) {
      if (await this.page.evaluate(condition, argument)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async look(as: string): Promise<void> {
    const faults = await faultsInSight(this.page);
    this.faults.push(...faults.map((fault) => `${as}: ${fault}`));
    const path = join(this.options.screenshots, `${as}.png`) as `${string}.png`;
    await this.page.screenshot({ path });
  }

  style(selector: string, property: string): Promise<string> {
    return this.page.$eval(
      selector,
      (element, name) => getComputedStyle(element).getPropertyValue(name),
      property,
    );
  }

  /** The colours of the bar, row by row, when it stands at `value`. */
  async bar(value: number): Promise<string[][]> {
    await this.page.$eval("meter", (meter, to) => Object.assign(meter, { value: to }), value);
    return colours(this.page, "meter");
  }

  async end(): Promise<string[]> {
    await this.page.close();
    return this.faults;
  }

  private async leaveBy(selector: string): Promise<void> {
    await Promise.all([this.page.waitForNavigation(), this.page.click(selector)]);
  }
}

function quoted(text: string): string {
  return text.includes('"') ? `'${text}'` : `"${text}"`;
}
