import { createHash } from "node:crypto";
import { html, raw } from "hono/html";
import { FILTER, STYLE } from "./page";
import type { Review } from "./review";
import type { Finding, Level } from "./rule";
import { changeIn, costIn, countsIn, type Section, sectionsOf, VERDICTS, visible } from "./words";

/**
 * The review as one file that needs no other: nothing is loaded, and the page's own policy lets no
 * script run but the filter's. Without scripts everything can be read.
 * @param name what was planned, for the title
 * @param picture what the plan does to the network, as SVG; none where the plan has no network
 */
export function toHtml(review: Review, name: string, picture?: string): string {
  const title = `${VERDICTS[review.verdict]}: plan of ${name}`;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy(picture)}">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${raw(STYLE)}</style>
</head>
<body class="${review.verdict}">
<header>
<p class="verdict">${VERDICTS[review.verdict]}</p>
<h1>Plan of ${name}</h1>
<p>${countsIn(review)}</p>
${costLine(review)}
</header>
<main>
${filterBox(review)}
${levelIn(review, "danger")}
${pictureIn(picture)}
${levelIn(review, "attention")}
${levelIn(review, "note")}
${listed("Not judged", "no rule knows these types, so somebody has to look", review.notJudged, true)}
${listed("Harmless", "changes that users don't feel", review.harmless)}
${listed("Unchanged", "what the plan leaves as it is", review.unchanged)}
</main>
<script>${raw(FILTER)}</script>
</body>
</html>
`;
  return String(page);
}

// --- internal ---

const HEADINGS: Readonly<Record<Level, string>> = {
  danger: "Dangers",
  attention: "Attention",
  note: "Worth knowing",
};

/** Hashes instead of 'unsafe-inline': text that got into the page as markup would still not run. */
function policy(picture = ""): string {
  const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const [, look] = /<style>([^<]*)<\/style>/.exec(picture) ?? [];
  const styles = [STYLE, ...(look === undefined ? [] : [look])].map(hashOf).join(" ");
  return `default-src 'none'; style-src ${styles}; script-src ${hashOf(FILTER)}; base-uri 'none'; form-action 'none'`;
}

function costLine(review: Review) {
  const cost = costIn(review);
  return cost === undefined ? "" : html`<p>${cost}</p>`;
}

function pictureIn(picture: string | undefined) {
  if (picture === undefined) return "";
  return html`<section class="picture"><h2>What it does to the system</h2>${raw(picture)}</section>`;
}

/** Only shown where a script can filter, and where there is something to filter. */
function filterBox(review: Review) {
  if (sectionsOf(review).length + review.harmless.length === 0) return "";
  return html`<p class="filter" hidden><label>Filter <input type="search" autocomplete="off"></label>
<output></output></p>`;
}

function levelIn(review: Review, level: Level) {
  const sections = sectionsOf(review).filter((each) => each.level === level);
  if (sections.length === 0) return "";
  const title = `${HEADINGS[level]} (${sections.length})`;
  const items = html`${sections.map(sectionIn)}`;
  return level === "note"
    ? html`<details class="${level}"><summary><h2>${title}</h2></summary>${items}</details>`
    : html`<section class="${level}"><h2>${title}</h2>${items}</section>`;
}

function sectionIn({ address, findings }: Section) {
  return html`<article data-filter>
<h3>${visible(address)}</h3>
${findings.map(findingIn)}
</article>`;
}

function findingIn({ title, why, remedy, downtime, changes = [] }: Finding) {
  const facts: [string, string | undefined][] = [
    ["Downtime", downtime],
    ["Why", why],
    ["Do", remedy === "none" ? undefined : remedy],
  ];
  return html`<p>${visible(title)}</p>
${changes.map((each) => html`<p class="change"><code>${visible(changeIn(each))}</code></p>`)}
<dl>${facts.map(([term, says]) => (says === undefined ? "" : html`<dt>${term}</dt><dd>${says}</dd>`))}</dl>`;
}

function listed(title: string, what: string, addresses: readonly string[], open = false) {
  if (addresses.length === 0) return "";
  const items = addresses.map((each) => html`<li data-filter>${visible(each)}</li>`);
  const heading = `${title} (${addresses.length})`;
  return html`<details ${open ? "open" : ""}><summary><h2>${heading}</h2></summary><p>${what}</p><ul>${items}</ul></details>`;
}
