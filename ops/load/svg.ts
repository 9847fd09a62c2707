import { html, raw } from "hono/html";
import { axisEnd, ticks } from "./chart";
import { clockOf } from "./said";

export interface Series {
  /** Of its class, which gives it colour and dashes. */
  readonly id: string;
  readonly name: string;
  /** Seconds and values; a gap where a value is undefined. */
  readonly points: readonly (readonly [at: number, value: number | undefined])[];
  /** Whether a value holds until the next one, as a number of instances does. */
  readonly kind: "line" | "step";
}

export interface Drawing {
  readonly id: string;
  readonly title: string;
  /** What there is to see, for those who don't. */
  readonly says: string;
  readonly span: number;
  readonly series: readonly Series[];
  /** Values with a line across the chart, from 0 to where the axis ends. */
  readonly axis: readonly number[];
}

/**
 * A chart over time as SVG. By hand: what libraries give for it is a path of `M` and `L`, and a round
 * number for the end of an axis; the ones that draw without a browser bring eight packages and more.
 */
export function svg(drawing: Drawing) {
  const { id, title, says, span, series, axis } = drawing;
  const most = Math.max(...axis);
  const x = (at: number) => round(LEFT + (at / span) * (WIDTH - LEFT - RIGHT));
  const y = (value: number) => round(BOTTOM - (value / most) * (BOTTOM - TOP));
  const lines = axis.map((value) => ({ value, at: y(value) }));
  return html`<figure>
<figcaption>${title}</figcaption>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="${id}-title ${id}-says">
<title id="${id}-title">${title}</title><desc id="${id}-says">${says}</desc>
${lines.map(({ value, at }) => html`<path class="grid" d="M${LEFT} ${at}H${WIDTH - RIGHT}"/><text class="value" x="${LEFT - 6}" y="${at + 4}">${label(value)}</text>`)}
${ticks(span).map((tick) => html`<text class="time" x="${x(tick)}" y="${HEIGHT - 4}">${clockOf(tick)}</text>`)}
${series.map((each) => html`<path class="series ${each.id}" d="${raw(pathOf(each, x, y))}"/>`)}
</svg>
<p class="legend">${series.map(({ id: its, name }) => html`<span><svg viewBox="0 0 28 8" aria-hidden="true"><path class="series ${its}" d="M0 4H28"/></svg> ${name}</span> `)}</p>
</figure>`;
}

/**
 * An axis that reaches the greatest value, and at least `least`.
 * @param over how far above it a line may go: 1.1 of a rate that wavers
 */
export function axisOf(series: readonly Series[], least: number, over = 1): number[] {
  const values = series.flatMap(({ points }) => points.flatMap(([, value]) => value ?? []));
  const end = axisEnd(Math.max(least, Math.max(0, ...values) / over));
  return [0, end / 2, end];
}

export const CHART_STYLE = `
figure { margin: 1.25rem 0; break-inside: avoid; max-width: 44rem; } figcaption { font-weight: 600; }
figure > svg { display: block; width: 100%; height: auto; } svg text { font: 13px system-ui, sans-serif; fill: var(--quiet); }
svg .value { text-anchor: end; } svg .time { text-anchor: middle; }
.grid { stroke: var(--line); fill: none; } .series { fill: none; stroke-width: 2; stroke: var(--note); }
.series.second { stroke: var(--attention); stroke-dasharray: 6 3; } .series.third { stroke: var(--danger); stroke-dasharray: 2 3; }
.legend { margin: .25rem 0; color: var(--quiet); font-size: .92rem; } .legend span { display: inline-block; margin-right: 1rem; } .legend svg { width: 28px; height: 8px; }
.wide { overflow-x: auto; } table { border-collapse: collapse; font-size: .92rem; } th, td { text-align: right; padding: .2rem .6rem; border-bottom: 1px solid var(--line); white-space: nowrap; }
.wide:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
`;

// --- internal ---

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [480, 190, 52, 20, 12, 160];

function pathOf({ points, kind }: Series, x: (at: number) => number, y: (value: number) => number) {
  let isDown = false; // whether the pen is on the paper
  return points
    .map(([at, value]) => {
      if (value === undefined) {
        isDown = false;
        return "";
      }
      const to =
        kind === "step" && isDown
          ? `H${x(at)}V${y(value)}`
          : `${isDown ? "L" : "M"}${x(at)} ${y(value)}`;
      isDown = true;
      return to;
    })
    .join("");
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function label(value: number): string {
  return String(round(value));
}
