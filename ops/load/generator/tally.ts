import { createHistogram } from "node:perf_hooks";
import type { Outcome, Second, Times } from "./order";

/** How one request ended. */
export type Ending =
  | { readonly kind: "answered" }
  | { readonly kind: "failed"; readonly what: string }
  | { readonly kind: "cut" };

/** Counts requests and their times, over a whole load and second by second. Times are milliseconds. */
export class Tally {
  private readonly whole = new Count();
  private second = new Count();
  private readonly failures: Record<string, number> = {};
  private readonly lateness = histogram();

  /** @param late how much later than due it was noticed */
  due(late: number): void {
    this.lateness.record(microseconds(late));
    for (const count of this.counts) count.due += 1;
  }

  sent(): void {
    for (const count of this.counts) count.sent += 1;
  }

  /** @param time since the request was due */
  ended(ending: Ending, time: number): void {
    if (ending.kind === "failed") {
      this.failures[ending.what] = (this.failures[ending.what] ?? 0) + 1;
    }
    for (const count of this.counts) {
      count[ending.kind] += 1;
      if (ending.kind === "answered") count.times.record(microseconds(time));
    }
  }

  /** What happened since this was asked last. */
  nextSecond(at: number): Second {
    const { due, sent, answered, failed, times } = this.second;
    this.second = new Count();
    return { at, due, sent, answered, failed, times: timesIn(times) };
  }

  outcome(seconds: number): Outcome {
    const { due, sent, answered, cut, times } = this.whole;
    const counts = { seconds, due, sent, answered, cut, failures: { ...this.failures } };
    return { ...counts, times: timesIn(times), lateness: timesIn(this.lateness) };
  }

  private get counts(): readonly Count[] {
    return [this.whole, this.second];
  }
}

// --- internal ---

class Count {
  due = 0;
  sent = 0;
  answered = 0;
  failed = 0;
  cut = 0;
  readonly times = histogram();
}

const HOUR_US = 3_600_000_000;

/** Node's own is HdrHistogram: three figures are exact to 0.1 %. Whole numbers, so microseconds. */
function histogram() {
  return createHistogram({ lowest: 1, highest: HOUR_US, figures: 3 });
}

function microseconds(ms: number): number {
  return Math.min(HOUR_US, Math.max(1, Math.round(ms * 1000)));
}

function timesIn(all: ReturnType<typeof histogram>): Times {
  if (all.count === 0) return null; // which a histogram calls 0 ms
  const ms = (percent: number) => all.percentile(percent) / 1000;
  return { p50: ms(50), p95: ms(95), p99: ms(99), most: all.max / 1000 };
}
