import type { Second } from "./generator/order";
import type { At } from "./recorder";

/** One column: solid up to one value, light from there up to another. Undefined where nothing is known. */
export interface Column {
  readonly solid: number | undefined;
  readonly light: number | undefined;
}

const EIGHTHS = " ▁▂▃▄▅▆▇█";
const LIGHT = "░";

/**
 * A column chart of letters, which reads without colour, too: the highest line first.
 * @param most the value of a column that is full
 */
export function chart(columns: readonly Column[], most: number, height: number): string[] {
  const cell = most / height;
  return Array.from({ length: height }, (_, line) => {
    const below = height - 1 - line; // cells under this one
    return columns
      .map(({ solid = 0, light = 0 }) => {
        const eighths = solid > 0 ? Math.max(1, Math.round((8 * solid) / cell)) : 0;
        const part = Math.min(8, eighths - 8 * below);
        if (part > 0) return EIGHTHS[part] ?? "";
        return light > below * cell && light > solid ? LIGHT : " ";
      })
      .join("");
  });
}

/** The time of a chart: from 0 to `span` seconds, in so many columns. */
export interface Time {
  readonly span: number;
  readonly count: number;
}

/**
 * A value a column, of samples that each are of the time since the one before.
 * @param join the samples that a column touches, each with how many seconds it took
 */
export function overTime<T, V>(
  all: readonly At<T>[],
  time: Time,
  join: (touched: readonly (T & { readonly took: number })[]) => V,
): (V | undefined)[] {
  const samples = all.map((each, i) => ({ ...each, from: all[i - 1]?.at ?? 0 }));
  return columnsOf(time, (from, to) => {
    const touched = samples.filter((each) => each.at > from && each.from < to);
    return touched.length === 0
      ? undefined
      : join(touched.map((each) => ({ ...each, took: each.at - each.from })));
  });
}

/** Seconds that a part of a chart touches. */
type Touched = readonly (Second & { readonly took: number })[];

/** How many of something there were a second; undefined where that can't be said. */
export function rateOf(touched: Touched, what: "answered" | "due" | "failed"): number | undefined {
  const took = touched.reduce((total, each) => total + each.took, 0);
  const count = touched.reduce((total, each) => total + each[what], 0);
  return took > 0 ? count / took : undefined;
}

/** The slowest second's time in milliseconds; undefined where nothing answered. */
export function slowestOf(touched: Touched, what: "p50" | "p95" | "p99"): number | undefined {
  const times = touched.flatMap((each) => each.times?.[what] ?? []);
  return times.length === 0 ? undefined : Math.max(...times);
}

/** A value a column, of samples that each hold until the next one, and the last until `now`. */
export function holding<T>(all: readonly At<T>[], time: Time, now: number): (T | undefined)[] {
  return columnsOf(time, (from, to) =>
    from >= now ? undefined : all.findLast(({ at }) => at < to),
  );
}

/** A number at which an axis ends, not below `value`: 1, 2, 5, 10, 20, 50 and so on. */
export function axisEnd(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1e-9)));
  const [step = 10] = [1, 2, 5, 10].filter((each) => each * power >= value * (1 - 1e-9));
  return step * power;
}

/** Round times from 0 to `span` seconds, for an axis: seven of them at most. */
export function ticks(span: number): number[] {
  const step = STEPS.find((each) => span / each <= MOST_TICKS - 1) ?? span;
  return Array.from({ length: Math.floor(span / step) + 1 }, (_, i) => i * step);
}

// --- internal ---

const MOST_TICKS = 7;
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600];

function columnsOf<V>({ span, count }: Time, value: (from: number, to: number) => V): V[] {
  return Array.from({ length: count }, (_, i) =>
    value((i * span) / count, ((i + 1) * span) / count),
  );
}
