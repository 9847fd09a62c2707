import { createHash } from "node:crypto";
import { html, raw } from "hono/html";
import { STYLE } from "../../review/page";
import { drawingsOf } from "./drawings";
import type { Asked } from "./frame";
import type { Seen } from "./recorder";
import { factsOf, isWhole, lineOf } from "./report";
import { clockOf, countsOf, timeOf } from "./said";
import { CHART_STYLE, svg } from "./svg";

/** The report as one file that needs no other. It loads nothing and has no script. */
export function toHtml(asked: Asked, seen: Seen): string {
  const { outcome } = seen;
  const level = outcome !== undefined && isWhole(outcome) ? "safe" : "attention";
  const answered =
    level === "safe" ? "EVERY REQUEST WAS ANSWERED" : "NOT EVERY REQUEST WAS ANSWERED";
  const verdict = outcome === undefined ? "THE LOAD ENDED EARLY" : answered;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="referrer" content="no-referrer">
<title>Load on ${asked.stage}</title>
<style>${raw(ALL_STYLE)}</style>
</head>
<body class="${level}">
<header>
<p class="verdict">${verdict}</p>
<h1>Load on ${asked.stage}</h1>
<p>${seen.began.toISOString().slice(0, 16).replace("T", " ")} UTC, ${clockOf(seen.now)} minutes</p>
</header>
<main>
<dl>${factsOf(asked, seen).map(([name, says]) => html`<dt>${name}</dt><dd>${says}</dd>`)}</dl>
${drawingsOf(asked, seen).map(svg)}
${activitiesIn(asked, seen)}
${tableOf(seen)}
</main>
</body>
</html>
`;
  return String(page);
}

// --- internal ---

const ALL_STYLE = STYLE + CHART_STYLE;
const HASH = createHash("sha256").update(ALL_STYLE).digest("base64");
const POLICY = `default-src 'none'; style-src 'sha256-${HASH}'; base-uri 'none'; form-action 'none'`;

function activitiesIn({ group }: Asked, { activities }: Seen) {
  const none = html`<p>none</p>`;
  const list = html`<ul>${activities.map((each) => html`<li>${lineOf(each)}<br>${each.why}</li>`)}</ul>`;
  return html`<section><h2>Activities of ${group}</h2>${activities.length === 0 ? none : list}</section>`;
}

const MINUTE_S = 60;

/** The curves as numbers, minute by minute. */
function tableOf({ seconds, sizes, cpu, now }: Seen) {
  const minutes = Array.from({ length: Math.ceil(now / MINUTE_S) }, (_, i) => i * MINUTE_S);
  const head = ["from", "due", "sent", "answered", "failed", "p99", "desired", "in service", "CPU"];
  const rows = minutes.map((from) => {
    const isIn = ({ at }: { readonly at: number }) => at > from && at <= from + MINUTE_S;
    const { due, sent, answered, failed } = countsOf(seconds.filter(isIn));
    const p99s = seconds.filter(isIn).flatMap(({ times }) => times?.p99 ?? []);
    const size = sizes.findLast(({ at }) => at <= from + MINUTE_S);
    const percent = cpu.findLast(isIn)?.percent;
    const p99 = timeOf(p99s.length === 0 ? undefined : Math.max(...p99s));
    const used = percent === undefined ? "none" : `${Math.round(percent)} %`;
    return [clockOf(from), due, sent, answered, failed, p99, size?.desired, size?.inService, used];
  });
  return html`<details><summary><h2>The same by minute</h2></summary>
<div class="wide" role="region" aria-label="The load by minute" tabindex="0"><table>
<thead><tr>${head.map((each) => html`<th scope="col">${each}</th>`)}</tr></thead>
<tbody>${rows.map((cells) => html`<tr>${cells.map((each) => html`<td>${each}</td>`)}</tr>`)}</tbody>
</table></div></details>`;
}
