import type { Alarm, Comparison, MetricAlarm } from "../alarms/alarm";
import { metricsOf } from "../alarms/alarm";
import { alarmsOf } from "../alarms/table";
import { FACTS } from "./alarms/facts";
import { between, expectWritten, readPage } from "./support/docs";

const PAGE = "docs/news.md";

test("the page of news lists every alarm; npm run docs writes it", () => {
  const head = ["alarm", "listens to", "goes off", "reaches"];
  const rows = alarmsOf(FACTS).map((alarm) => [
    `[\`${forAll(alarm.name)}\`](${alarm.runbook.replace("docs/", "")})`,
    listensTo(alarm),
    goesOff(alarm),
    alarm.reach === "page" ? "pages" : "mails",
  ]);
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  expectWritten(PAGE, between(readPage(PAGE), "alarms", [...new Set(lines)].join("\n")));
});

/** One row for all zones, and one for both roles. */
function forAll(name: string): string {
  return name.replace(/\b[ab]\b/, "ZONE").replace(/\b(writer|reader)\b(?!-lag)/, "ROLE");
}

function listensTo(alarm: Alarm): string {
  if (alarm.kind === "metric") {
    const [metric] = metricsOf(alarm);
    const names = [...new Set(metricsOf(alarm).map(({ name }) => `\`${name}\``))];
    return `${names.join(", ")} of ${metric?.namespace}`;
  }
  const { event } = alarm;
  switch (event.source) {
    case "budget":
      return "a budget for the costs with the stage's tag";
    case "rds":
      return `RDS's events of the category ${event.category}`;
    case "eventbridge":
      return `events of ${event.pattern.source}`;
  }
}

function goesOff(alarm: Alarm): string {
  if (alarm.kind === "metric") return condition(alarm);
  return alarm.event.source === "budget"
    ? "above `alarms.budget` dollars a month, spent or forecast"
    : "each time";
}

/** Numbers that follow from a stage's settings stand in the alarm's description. */
function condition(alarm: MetricAlarm): string {
  const { comparison, period, evaluationPeriods, datapointsToAlarm: needed } = alarm;
  const bound = BOUNDS[comparison];
  const minutes = (periods: number) => (period * periods) / 60;
  const limit = limitOf(alarm);
  if (period >= 86_400) return `${bound} ${limit}`;
  const long =
    needed === evaluationPeriods
      ? `for ${minutes(needed)} minutes`
      : `in ${minutes(needed)} of ${minutes(evaluationPeriods)} minutes`;
  return `${bound} ${limit}, ${long}`;
}

const BOUNDS: Readonly<Record<Comparison, string>> = {
  GreaterThanThreshold: "above",
  GreaterThanOrEqualToThreshold: "at least",
  LessThanThreshold: "below",
  LessThanOrEqualToThreshold: "at most",
};

/** A threshold with its unit, which AWS's metric leaves unsaid. */
function limitOf({ name, watched, threshold }: MetricAlarm): string {
  const own = OF_THE_STAGE[name.replace("writer", "reader")];
  if (own !== undefined) return own;
  const unit = watched.kind === "math" ? "%" : UNITS[watched.metric.name];
  if (unit === undefined) throw new Error(`${name}: UNITS must name the unit of its threshold`);
  return `${threshold} ${unit}`;
}

/** By metric. */
const UNITS: Readonly<Record<string, string>> = {
  HealthyHostCount: "instance",
  UnHealthyHostCount: "instance",
  TargetResponseTime: "s",
  CPUUtilization: "%",
  CPUSurplusCreditBalance: "credits",
  Deadlocks: "deadlocks a second",
  AuroraReplicaLag: "ms",
  ErrorPortAllocation: "errors a minute",
  DaysToExpiry: "days left",
};

const OF_THE_STAGE: Readonly<Record<string, string>> = {
  "group-at-maximum": "`web.max` instances",
  "database-reader-connections": "90 % of what the smallest class takes",
  "database-reader-memory": "5 % of the smallest class's memory",
  "database-reader-storage": "2 GiB",
};
