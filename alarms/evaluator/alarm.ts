import type { MetricAlarm, Watched } from "../alarm";
import { parse } from "./expression";
import { calculate, type Series } from "./math";
import { type State, states } from "./state";

/** By the name of a metric, or by the variable that metric math gives it. */
export type Observed = Readonly<Record<string, Series>>;

/** The state of an alarm after each period in which its metrics had these values. Throws where a metric has none. */
export function statesOf(alarm: MetricAlarm, observed: Observed): State[] {
  return states(alarm, watchedSeries(alarm.watched, observed));
}

// --- internal ---

function watchedSeries(watched: Watched, observed: Observed): Series {
  if (watched.kind === "math") return calculate(parse(watched.expression), observed);
  const series = observed[watched.metric.name];
  if (series === undefined)
    throw new Error(
      `must have a series of ${watched.metric.name}, got ${Object.keys(observed).join(", ")}`,
    );
  return series;
}
