import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { chromium } from "./parts";

/** It waits as long as the test may take: on a busy machine it starts slowly. */
export function launchBrowser(): Promise<Browser> {
  return puppeteer.launch({
    executablePath: chromium(),
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars"],
    pipe: true, // no port; and it ends with us
    timeout: 0,
    protocolTimeout: 0,
  });
}

/** A page without limits of time of its own. */
export async function newPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  page.setDefaultTimeout(0);
  return page;
}
