import type { Comparison, MetricAlarm } from "../alarm";
import type { Series } from "./math";

/** The part of an alarm that judges a series. */
export type Judgement = Pick<
  MetricAlarm,
  "comparison" | "threshold" | "evaluationPeriods" | "datapointsToAlarm" | "missingData"
>;

export type State = "OK" | "ALARM" | "INSUFFICIENT_DATA";

/**
 * The state of an alarm after each datapoint, when it starts with too little data. AWS doesn't publish how many
 * datapoints beyond the evaluation periods it looks at; its tables look at 5 for 3, so here it is two more.
 */
export function states(
  judgement: Judgement,
  series: Series,
  range = judgement.evaluationPeriods + 2,
): State[] {
  const before: Series = Array.from({ length: range - 1 }, () => undefined);
  const all = [...before, ...series];
  let state: State = "INSUFFICIENT_DATA";
  return series.map((_, at) => {
    state = evaluate(judgement, all.slice(at, at + range), state);
    return state;
  });
}

/**
 * The state that the datapoints of one evaluation range lead to, by AWS's page "Configuring how CloudWatch alarms
 * treat missing data". `range`: the oldest first. `now`: the state so far, which `ignore` may keep.
 */
export function evaluate(judgement: Judgement, range: Series, now: State): State {
  const { evaluationPeriods, datapointsToAlarm, missingData } = judgement;
  const breaches = COMPARISONS[judgement.comparison];
  const points = range.map((point) =>
    point === undefined ? undefined : breaches(point, judgement.threshold),
  );
  const real = points.filter((point) => point !== undefined);
  const lacking = evaluationPeriods - real.length;
  const count = (breaching: readonly boolean[]): State =>
    breaching.filter(Boolean).length >= datapointsToAlarm ? "ALARM" : "OK";

  if (lacking <= 0) return count(real.slice(-evaluationPeriods));
  if (missingData === "breaching") return count([...real, ...Array<boolean>(lacking).fill(true)]);
  if (missingData === "notBreaching") return count(real);
  if (real.includes(false) || count(real) === "ALARM") return count(real);
  if (missingData === "ignore") return now;
  if (real.length === 0) return "INSUFFICIENT_DATA";
  return isPremature(points, datapointsToAlarm) ? "OK" : "ALARM";
}

// --- internal ---

const COMPARISONS: Readonly<Record<Comparison, (value: number, threshold: number) => boolean>> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

/**
 * Whether the oldest breach is more recent than `datapointsToAlarm` periods: the next datapoint may be fine. Asked
 * only if every real datapoint breaches. By AWS's words an older datapoint within the threshold would not matter. By
 * AWS's table it does (`0 - X - -`, 2 out of 3, is OK), and the table is followed here.
 */
const isPremature = (points: readonly (boolean | undefined)[], datapointsToAlarm: number) =>
  points.length - points.indexOf(true) < datapointsToAlarm;
