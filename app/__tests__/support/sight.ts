/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Page } from "puppeteer-core";

/** What a person can't see or hit on the page as it is: one sentence each. */
export function faultsInSight(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) faults.push("wider than the screen");

    // WCAG 2.5.8; a link within a sentence is as high as its line.
    const targets = document.querySelectorAll(
      "a, button, textarea, input:not([type=hidden], label input), label",
    );
    for (const target of targets) {
      const isText = target.matches("p a, label:not(:has(input))");
      const isHidden = target.matches(".hidden, .skip:not(:focus)") || !target.checkVisibility();
      const { width, height } = target.getBoundingClientRect();
      if (isText || isHidden || (width >= 24 && height >= 24)) continue;
      const name = target.textContent?.trim() || target.id;
      faults.push(`"${name}" is ${Math.floor(width)} by ${Math.floor(height)} px: hard to hit`);
    }

    const context = document.createElement("canvas").getContext("2d") as CanvasRenderingContext2D;
    for (const input of document.querySelectorAll<HTMLInputElement>("input:not([type=hidden])")) {
      if (!input.checkVisibility()) continue;
      const { font, paddingLeft, paddingRight } = getComputedStyle(input);
      context.font = font;
      const needs = context.measureText(input.placeholder).width;
      const has =
        input.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
      if (needs > has) faults.push(`"${input.placeholder}" is cut off`);
    }
    return faults;
  });
}

/** The colours of an element as they are on the screen, row by row: `rgb(15, 107, 96)`. */
export async function colours(page: Page, selector: string): Promise<string[][]> {
  const element = await page.waitForSelector(selector);
  const base64 = await element?.screenshot({ encoding: "base64" });
  const blank = await page.browser().newPage(); // where no policy forbids images of ours
  const rows = await blank.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), {
      width: image.width,
      height: image.height,
    });
    const context = canvas.getContext("2d") as CanvasRenderingContext2D;
    context.drawImage(image, 0, 0);
    const { data: bytes } = context.getImageData(0, 0, image.width, image.height);
    return Array.from({ length: image.height }, (_, y) =>
      Array.from({ length: image.width }, (_, x) => {
        const at = 4 * (y * image.width + x);
        return `rgb(${bytes[at]}, ${bytes[at + 1]}, ${bytes[at + 2]})`;
      }),
    );
  }, base64);
  await blank.close();
  return rows;
}
