import { type Alarm, type Metric, type MetricAlarm, metricsOf } from "./alarm";
import { budgetAlarms } from "./budget";
import { databaseAlarms } from "./database";
import { entryAlarms, ofLoadBalancer, ofTargets } from "./entry";
import { fleetAlarms } from "./fleet";
import { networkAlarms } from "./network";
import type { StageFacts } from "./stage";
import {
  alarmGraphs,
  alarmStates,
  firstSteps,
  graph,
  type Placed,
  placed,
  text,
  type Widget,
} from "./widgets";

/** As AWS's page "Dashboard Body Structure and Syntax" has it. */
export interface DashboardBody {
  readonly start: string;
  readonly periodOverride: "inherit" | "auto";
  readonly widgets: readonly Placed[];
}

/**
 * The dashboard of a stage: one page that answers "what is wrong", read from the top. Each section says what to do
 * about its alarms, then draws what they watch, and what happens there.
 * @param arns of the alarms whose state the top shows
 */
export function dashboardOf(facts: StageFacts, arns: readonly string[]): DashboardBody {
  const sections = SECTIONS.map((section) => rowsOf(facts, section));
  const top = [[alarmStates("What is wrong now", arns)]];
  return {
    start: "-PT3H",
    periodOverride: "inherit",
    widgets: placed([...top, ...sections.flat()]),
  };
}

// --- internal ---

interface Section {
  readonly title: string;
  readonly alarms: (facts: StageFacts) => readonly Alarm[];
  readonly more?: (facts: StageFacts) => readonly Widget[];
}

const isMetricAlarm = (alarm: Alarm): alarm is MetricAlarm => alarm.kind === "metric";
const isOfLoadBalancer = (alarm: Alarm) =>
  isMetricAlarm(alarm) &&
  metricsOf(alarm).every(({ namespace }) => namespace === "AWS/ApplicationELB");

/** In the order of a diagnosis. */
const SECTIONS: readonly Section[] = [
  { title: "Users", alarms: entryAlarms, more: whatUsersGet },
  {
    title: "Load balancer",
    alarms: (facts) => fleetAlarms(facts).filter(isOfLoadBalancer),
    more: (facts) => [healthyHosts(facts)],
  },
  {
    title: "Fleet",
    alarms: (facts) => fleetAlarms(facts).filter((alarm) => !isOfLoadBalancer(alarm)),
    more: whatTheFleetDoes,
  },
  { title: "Database", alarms: databaseAlarms },
  { title: "Network", alarms: networkAlarms },
  { title: "Costs", alarms: budgetAlarms },
];

/** A row with the words, and a row with the graphs; none if there is nothing to say. */
function rowsOf(facts: StageFacts, { title, alarms, more = () => [] }: Section): Widget[][] {
  const own = alarms(facts);
  if (own.length === 0) return [];
  const words = [`## ${title}`, firstSteps(own)].join("\n");
  return [
    [text(words, own.length)],
    [...alarmGraphs(facts.region, own.filter(isMetricAlarm)), ...more(facts)],
  ];
}

function whatUsersGet(facts: StageFacts): Widget[] {
  const requests = { label: "requests", metric: ofLoadBalancer(facts, "RequestCount") };
  const times = ["p50", "p95", "p99"].map((share) => ({
    label: share,
    metric: ofTargets(facts, "TargetResponseTime", share),
  }));
  return [
    graph(facts.region, "Requests a minute", [requests]),
    graph(facts.region, "Seconds until the answer", times),
  ];
}

function healthyHosts(facts: StageFacts): Widget {
  const { namespace, name, dimensions, statistic } = ofTargets(
    facts,
    "HealthyHostCount",
    "Minimum",
  );
  const inZone = (zone: string): Metric => ({
    namespace,
    name,
    dimensions: { AvailabilityZone: `${facts.region}${zone}`, ...dimensions },
    statistic,
  });
  const lines = facts.zones.map((zone) => ({ label: `zone ${zone}`, metric: inZone(zone) }));
  return graph(facts.region, "Healthy instances by zone", lines);
}

function whatTheFleetDoes({ region, group }: StageFacts): Widget[] {
  const dimensions = { AutoScalingGroupName: group.name };
  const ofGroup = (namespace: string, name: string, label: string) => ({
    label,
    metric: { namespace, name, dimensions, statistic: "Average" },
  });
  const sizes = {
    Desired: "DesiredCapacity",
    Serving: "InServiceInstances",
    Starting: "PendingInstances",
  };
  return [
    graph(
      region,
      "Instances",
      Object.entries(sizes).map(([label, name]) =>
        ofGroup("AWS/AutoScaling", `Group${name}`, label),
      ),
    ),
    graph(region, "CPU of the instances, in %", [ofGroup("AWS/EC2", "CPUUtilization", "average")]),
  ];
}
