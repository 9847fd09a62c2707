import { readFileSync } from "node:fs";
import { join } from "node:path";
import { toHtml as toLoadPage } from "../../ops/load/page";
import { toHtml } from "../../review/html";
import { pictureIn } from "../../review/picture";
import { readPlan } from "../../review/read";
import { review } from "../../review/review";
import { filesIn, ROOT } from "./docs";
import { ASKED, SEEN } from "./made-up-load";

const PLANS = join(__dirname, "../review/plans");

/** Between them the pages have every part: dangers, attention, what nobody judged, folds, a picture. */
const SHOWN = [
  "whole/truth/class-changed-by-hand",
  "cores/terraform-1.15.5/review-opens-the-door",
  "cores/terraform-1.15.5/hostile-text",
];

/** The review's pages of some plans, by the plan's name, and the page of a load. */
export async function reportPages(): Promise<ReadonlyMap<string, string>> {
  const pages = SHOWN.map(async (path): Promise<[string, string]> => {
    const plan = readPlan(join(PLANS, `${path}.json`));
    return [path, toHtml(review(plan), "prod", await pictureIn(plan, "prod"))];
  });
  return new Map([...(await Promise.all(pages)), ["load", toLoadPage(ASKED, SEEN)]]);
}

/** Pages that show a picture of the docs as it is, by the picture's file. */
export function picturePages(): ReadonlyMap<string, string> {
  const files = filesIn("docs").filter((file) => file.endsWith(".svg"));
  return new Map(
    files.map((file) => {
      const svg = readFileSync(join(ROOT, file), "utf8").replace(/^<\?xml.*?\?>/, "");
      const head = `<meta name="viewport" content="width=device-width"><title>${file}</title>`;
      return [file, `<!doctype html><html lang="en">${head}<main><h1>${file}</h1>${svg}</main>`];
    }),
  );
}
