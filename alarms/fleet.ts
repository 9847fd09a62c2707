import type { Alarm, EventAlarm, MetricAlarm } from "./alarm";
import { ofTargets } from "./entry";
import { runbook } from "./runbook";
import type { StageFacts } from "./stage";

/** What goes wrong in the fleet before users feel it. */
export function fleetAlarms(facts: StageFacts): readonly Alarm[] {
  const { zones, group } = facts;
  return [
    ...zones.map((zone) => unhealthyHosts(facts, zone)),
    // A group of a fixed size is always at its maximum.
    ...(group.min < group.max ? [groupAtMaximum(facts)] : []),
    refreshFailed(facts),
  ];
}

// --- internal ---

function unhealthyHosts(facts: StageFacts, zone: string): MetricAlarm {
  const metric = ofTargets(facts, "UnHealthyHostCount", "Maximum");
  const AvailabilityZone = `${facts.region}${zone}`;
  return {
    kind: "metric",
    name: `unhealthy-hosts-${zone}`,
    says: `Instances in zone ${zone} stay unhealthy: the group replaces them, and that doesn't help.`,
    firstStep: "Look at what status says of the fleet: one zone alone, or the newest release?",
    runbook: runbook("unhealthy hosts"),
    reach: "mail",
    watched: {
      kind: "metric",
      metric: { ...metric, dimensions: { AvailabilityZone, ...metric.dimensions } },
    },
    comparison: "GreaterThanOrEqualToThreshold",
    threshold: 1,
    because: "One, for a quarter of an hour: an instance that boots is unhealthy for some minutes.",
    period: 60,
    evaluationPeriods: 15,
    datapointsToAlarm: 15,
    missingData: "notBreaching",
    silence: "A zone without targets sends nothing, and the group decides which zones have some.",
  };
}

function groupAtMaximum({ group }: StageFacts): MetricAlarm {
  return {
    kind: "metric",
    name: "group-at-maximum",
    says: `The group has had its ${group.max} instances for a quarter of an hour and can't grow.`,
    firstStep:
      "Compare requests with CPU: more people need a higher web.max, else find what is slow.",
    runbook: runbook("group at maximum"),
    reach: "mail",
    watched: {
      kind: "metric",
      metric: {
        namespace: "AWS/AutoScaling",
        name: "GroupDesiredCapacity",
        dimensions: { AutoScalingGroupName: group.name },
        statistic: "Minimum",
      },
    },
    comparison: "GreaterThanOrEqualToThreshold",
    threshold: group.max,
    because: "It is web.max.",
    period: 60,
    evaluationPeriods: 15,
    datapointsToAlarm: 15,
    missingData: "missing",
    silence: "The group sends it each minute: silence says nothing of its size.",
  };
}

/** AWS lets a refresh that is stuck fail too, once no instance has become healthy for an hour. */
function refreshFailed({ group }: StageFacts): EventAlarm {
  return {
    kind: "event",
    name: "refresh-failed",
    says: "A rollout has failed: a part of the fleet may have the new release.",
    firstStep: "Look at what status says of the refresh, then roll back.",
    runbook: runbook("refresh failed"),
    reach: "mail",
    event: {
      source: "eventbridge",
      pattern: {
        source: ["aws.autoscaling"],
        "detail-type": ["EC2 Auto Scaling Instance Refresh Failed"],
        detail: { AutoScalingGroupName: [group.name] },
      },
    },
  };
}
