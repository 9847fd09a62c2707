import type { Outcome, Second, Times } from "./generator/order";

/** `3:20`, of seconds. */
export function clockOf(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** `12 ms`, `0.8 ms`, `1.2 s`; `none` where nothing was timed. */
export function timeOf(ms: number | undefined): string {
  if (ms === undefined) return "none";
  if (ms >= 10_000) return `${Math.round(ms / 1000)} s`;
  if (ms >= 1_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
}

/** `p50 12 ms, p95 30 ms, p99 88 ms, most 1.2 s` */
export function timesOf(times: Times): string {
  if (times === null) return "none, since nothing answered";
  const { p50, p95, p99, most } = times;
  return `p50 ${timeOf(p50)}, p95 ${timeOf(p95)}, p99 ${timeOf(p99)}, most ${timeOf(most)}`;
}

/** `12 (0.4 %)`: a share that isn't 0 is not said as 0. */
export function shareOf(part: number, whole: number): string {
  if (part === 0 || whole === 0) return String(part);
  const percent = (100 * part) / whole;
  const said = percent < 0.1 ? "under 0.1" : percent.toFixed(percent < 10 ? 1 : 0);
  return `${part} (${part < whole && said === "100" ? "over 99" : said} %)`;
}

export interface Counts {
  readonly due: number;
  readonly sent: number;
  readonly answered: number;
  readonly failed: number;
}

/** All counts of the seconds so far. */
export function countsOf(seconds: readonly Second[]): Counts {
  const sum = (what: keyof Counts) => seconds.reduce((all, each) => all + each[what], 0);
  return { due: sum("due"), sent: sum("sent"), answered: sum("answered"), failed: sum("failed") };
}

export function failedIn({ failures }: Outcome): number {
  return Object.values(failures).reduce((all, each) => all + each, 0);
}

/** `HTTP 503 8, no answer in 30 s 2`: the most frequent first. */
export function kindsOf({ failures }: Outcome): string {
  const all = Object.entries(failures).sort(([, a], [, b]) => b - a);
  return all.map(([what, count]) => `${count} × ${what}`).join(", ");
}

/** What was due and never sent, since every connection was busy until the end. */
export function unsentIn({ due, sent }: Outcome): number {
  return due - sent;
}

/** The generator came so late to some requests that the machine it runs on can't hold the rate. */
export function couldNotHold({ lateness }: Outcome): boolean {
  return lateness !== null && lateness.p99 > LATE_MS;
}

// --- internal ---

const LATE_MS = 100;
