import { type Change, differs, isGone, turnsOff } from "../change";
import type { Context } from "../context";
import type { Judgement, ResourceRule } from "../rule";
import type { Side } from "../side";

/** Whose end means that somebody hears less, and what ends. */
const HEARS: Readonly<Record<string, string>> = {
  aws_budgets_budget: "nobody hears any more of what the stage costs",
  aws_cloudwatch_metric_alarm: "nobody hears any more of what it watched",
  aws_cloudwatch_composite_alarm: "nobody is paged any more",
  aws_cloudwatch_event_rule: "nobody hears any more of its events",
  aws_cloudwatch_event_target: "what its rule finds reaches nobody",
  aws_sns_topic_subscription: "its address gets no news any more",
};

export const alarmLooser: ResourceRule = {
  id: "alarm-looser",
  family: "service",
  levels: ["attention"],
  finds:
    "an alarm or a budget goes, calls fewer people, goes off later than before, or watches something else",
  why: "what nobody hears of, users report",
  types: Object.keys(HEARS),
  judge(change, context) {
    if (isGone(change) && watchesWhatGoes(change, context)) return undefined;
    if (isGone(change)) return said(`goes: ${HEARS[change.type]}`, []);
    if (!change.before.exists || !change.after.exists) return undefined;
    const found = LOOSER.filter(
      ({ paths, is }) => known(change, paths) && is(change) && !follows(change, paths, context),
    );
    if (found.length === 0) return undefined;
    return said(
      found.map(({ says }) => says).join(", and "),
      found.flatMap(({ paths }) => paths.filter((path) => differs(change, path))),
    );
  },
};

// --- internal ---

interface Looser {
  readonly paths: readonly string[];
  readonly says: string;
  readonly is: (change: Change) => boolean;
}

const METRIC = ["namespace", "metric_name", "statistic", "extended_statistic"];

/** How an alarm that stays is weaker than before, or may be. */
const LOOSER: readonly Looser[] = [
  {
    paths: ["threshold", "comparison_operator"],
    says: "goes off only at a worse value",
    is: (change) => worse(change),
  },
  {
    paths: METRIC,
    says: "watches something else",
    is: (change) => METRIC.some((path) => differs(change, path)),
  },
  {
    paths: ["metric_query"],
    says: "calculates something else",
    is: ({ before, after }) => loses(expressionsIn(before), expressionsIn(after)),
  },
  {
    paths: ["evaluation_periods", "datapoints_to_alarm", "period"],
    says: "goes off later",
    is: ({ before, after }) => waitOf(after) > waitOf(before) || spareOf(after) < spareOf(before),
  },
  {
    paths: ["limit_amount"],
    says: "goes off at higher costs",
    is: ({ before, after }) => dollars(after) > dollars(before),
  },
  {
    paths: ["notification"],
    says: "calls fewer people",
    is: ({ before, after }) =>
      after.blocks("notification").length < before.blocks("notification").length,
  },
  {
    paths: ["treat_missing_data"],
    says: "takes missing data for health",
    is: ({ before, after }) => rank(after) < rank(before),
  },
  {
    paths: ["alarm_actions"],
    says: "calls fewer people",
    is: ({ before, after }) => loses(before.texts("alarm_actions"), after.texts("alarm_actions")),
  },
  {
    paths: ["actions_enabled"],
    says: "calls nobody",
    is: (change) => turnsOff(change, "actions_enabled"),
  },
  {
    paths: ["alarm_rule"],
    says: "no longer goes off with some of the alarms",
    is: ({ before, after }) => loses(namesIn(before), namesIn(after)),
  },
  {
    paths: ["state"],
    says: "is switched off",
    is: ({ before, after }) =>
      after.text("state") === "DISABLED" && before.text("state") !== "DISABLED",
  },
];

/** What alarms name by a dimension, and the attribute that the dimension has. */
const NAMED: Readonly<Record<string, string>> = {
  aws_nat_gateway: "id",
  aws_acm_certificate: "arn",
  aws_subnet: "availability_zone",
};

function watchesWhatGoes({ before }: Change, context: Context): boolean {
  const metrics = before.blocks("metric_query").flatMap((each) => [each.metric ?? []].flat());
  const dimensions = [before.at("dimensions"), ...metrics.map(dimensionsOf)].map(
    (each) => each ?? {},
  );
  const values = dimensions.flatMap((each) => Object.values(each as object));
  return Object.entries(NAMED).some(([type, attribute]) =>
    context.all(type).some((each) => isGone(each) && values.includes(each.before.at(attribute))),
  );
}

function dimensionsOf(metric: unknown): unknown {
  return (metric as { dimensions?: unknown }).dimensions;
}

/** Metrics of the database whose thresholds follow from the classes of its instances. */
const BY_CLASS = ["DatabaseConnections", "FreeableMemory"];

/** A threshold that follows from the size of the group, or from the classes of the database. */
function follows({ after }: Change, paths: readonly string[], context: Context): boolean {
  if (!paths.includes("threshold")) return false;
  if (BY_CLASS.includes(after.text("metric_name") ?? "")) {
    return context.all("aws_rds_cluster_instance").some((each) => differs(each, "instance_class"));
  }
  const groups = context.all("aws_autoscaling_group");
  const threshold = after.number("threshold");
  return (
    after.text("metric_name") === "GroupDesiredCapacity" &&
    groups.some((group) => group.after.number("max_size") === threshold)
  );
}

/** What AWS decides on apply is no weaker until it is known. */
function known({ after }: Change, paths: readonly string[]): boolean {
  return !paths.some((path) => after.isUnknown(path));
}

/** In the direction in which the alarm compares; another direction watches something else. */
function worse({ before, after }: Change): boolean {
  const direction = (side: Side) => side.text("comparison_operator")?.slice(0, 4);
  const [was, is] = [before.number("threshold"), after.number("threshold")];
  if (was === undefined || is === undefined) return false;
  if (direction(before) !== direction(after)) return true;
  return direction(after) === "Less" ? is < was : is > was;
}

/** Seconds that something must be wrong; periods where metric math has no period of its own. */
function waitOf(side: Side): number {
  const needed = side.number("datapoints_to_alarm") || side.number("evaluation_periods") || 0;
  return needed * (side.number("period") ?? 1);
}

/** Periods in which all may look well, and the alarm goes off all the same. */
function spareOf(side: Side): number {
  const all = side.number("evaluation_periods") ?? 0;
  return all - (side.number("datapoints_to_alarm") || all);
}

/** AWS has the limit of a budget as text. */
function dollars(side: Side): number {
  return Number(side.text("limit_amount") ?? 0);
}

/** How much silence worries an alarm. AWS's default is `missing`. */
function rank(side: Side): number {
  return ["notBreaching", "ignore", "missing", "breaching"].indexOf(
    side.text("treat_missing_data") ?? "missing",
  );
}

function expressionsIn(side: Side): string[] {
  return side
    .blocks("metric_query")
    .flatMap(({ expression }) => (typeof expression === "string" ? [expression] : []));
}

function namesIn(side: Side): string[] {
  return [...(side.text("alarm_rule") ?? "").matchAll(/\(\s*"?([^\s"()]+)"?\s*\)/g)].map(
    ([, name = ""]) => name,
  );
}

function loses(before: readonly string[], after: readonly string[]): boolean {
  return before.some((each) => !after.includes(each));
}

function said(title: string, shows: readonly string[]): Judgement {
  const remedy =
    "leave it as it was, unless what it watches goes as well, or it went off without a reason";
  return { level: "attention", title, remedy, shows };
}
