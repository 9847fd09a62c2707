import { namesIn } from "../alarms/evaluator/rule";
import { EVENT_CATEGORIES } from "../names/event-categories";
import { sentence } from "../terminal/refusal";

type Block = Readonly<Record<string, unknown>>;

/** What CloudWatch refuses of an alarm on metrics. The provider takes it all. */
export function alarmFaults(alarm: Block): string[] {
  return [...watchFaults(alarm), ...periodFaults(alarm), ...silenceFaults(alarm)];
}

/** What CloudWatch refuses of an alarm that names others. */
export function compositeFaults({ alarm_rule: rule }: Block): string[] {
  const remedy = 'write it like ALARM("lab-latency-p95") OR ALARM("lab-target-5xx")';
  try {
    if (namesIn(String(rule)).length > 0) return [];
  } catch {
    const must = "alarm_rule must be made of ALARM(…), OK(…), INSUFFICIENT_DATA(…), AND, OR, NOT";
    return [sentence(must, rule, remedy)];
  }
  return [sentence("alarm_rule must name an alarm", rule, remedy)];
}

/** What RDS refuses of a subscription to its events. */
export function categoryFaults({ source_type: source, event_categories: categories }: Block) {
  const known = EVENT_CATEGORIES[String(source)];
  if (known === undefined || !Array.isArray(categories)) return [];
  const must = `event_categories must be categories of ${source} (${known.join(", ")})`;
  const unknown = categories.filter((each) => !known.includes(each));
  return unknown.map((each) => sentence(must, each, "choose one of these"));
}

// --- internal ---

const TREATMENTS = ["breaching", "notBreaching", "ignore", "missing"];
const HOUR = 3600;
const DAY = 24 * HOUR;

function watchFaults({ metric_name: metric, metric_query: math }: Block): string[] {
  const queries = (Array.isArray(math) ? math : []) as Block[];
  const remedy = "give it metric_name, or metric_query blocks";
  if (metric === undefined && queries.length === 0) {
    return [sentence("must watch a metric", undefined, remedy)];
  }
  if (metric !== undefined && queries.length > 0) {
    return [sentence("must watch one metric or metric math, and not both", metric, remedy)];
  }
  const returned = queries.filter((query) => query.return_data === true).map(({ id }) => id);
  if (metric !== undefined || returned.length === 1) return [];
  const must = "metric_query must have return_data in one block";
  return [sentence(must, returned, "set it in the block whose value is compared")];
}

function periodFaults(alarm: Block): string[] {
  const { evaluation_periods: all, datapoints_to_alarm: needed = all, period = 0 } = alarm;
  if (typeof all !== "number" || typeof needed !== "number") return [];
  if (needed > all) {
    const must = `datapoints_to_alarm must be at most evaluation_periods (${all})`;
    return [sentence(must, needed, "change one of them")];
  }
  const seconds = all * Number(period);
  const most = Number(period) < HOUR ? DAY : 7 * DAY;
  if (seconds <= most) return [];
  const must = `evaluation_periods must span at most ${most} s with periods of ${period} s`;
  return [sentence(must, seconds, "take fewer periods, or periods of an hour")];
}

function silenceFaults({ treat_missing_data: treatment }: Block): string[] {
  if (treatment === undefined || TREATMENTS.includes(String(treatment))) return [];
  const must = `treat_missing_data must be one of ${TREATMENTS.join(", ")}`;
  return [sentence(must, treatment, "write it so, capitals included")];
}
