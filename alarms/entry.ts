import type { Metric, MetricAlarm } from "./alarm";
import { runbook } from "./runbook";
import type { StageFacts } from "./stage";

/** What users feel: each of these pages. */
export function entryAlarms(facts: StageFacts): readonly MetricAlarm[] {
  return [noHealthyHosts, loadBalancer5xx, target5xx, latencyP95].map((alarm) => ({
    kind: "metric",
    reach: "page",
    period: 60,
    ...alarm(facts),
  }));
}

/** A metric of the load balancer, whichever target was chosen or none. */
export function ofLoadBalancer(facts: StageFacts, name: string, statistic = "Sum"): Metric {
  const dimensions = { LoadBalancer: facts.loadBalancer };
  return { namespace: "AWS/ApplicationELB", name, dimensions, statistic };
}

/** A metric of the instances behind it. */
export function ofTargets(facts: StageFacts, name: string, statistic = "Sum"): Metric {
  const all = ofLoadBalancer(facts, name, statistic);
  return { ...all, dimensions: { ...all.dimensions, TargetGroup: facts.targetGroup } };
}

// --- internal ---

type Entry = Omit<MetricAlarm, "kind" | "reach" | "period">;

function noHealthyHosts(facts: StageFacts): Entry {
  return {
    name: "no-healthy-hosts",
    says: "No instance is healthy, so nobody is served.",
    firstStep: "Look at what status says of the fleet, and whether a rollout runs.",
    runbook: runbook("no healthy hosts"),
    // Each zone sends its own count into this series: the smallest is 0 once one zone has no instance.
    watched: { kind: "metric", metric: ofTargets(facts, "HealthyHostCount", "Maximum") },
    comparison: "LessThanThreshold",
    threshold: 1,
    because: "One healthy instance serves everybody, if slowly.",
    evaluationPeriods: 2,
    datapointsToAlarm: 2,
    missingData: "breaching",
    silence: "AWS sends it each minute as long as there are targets: silence is no target at all.",
  };
}

function loadBalancer5xx(facts: StageFacts): Entry {
  return {
    name: "load-balancer-5xx",
    says: "The load balancer answers more than 5 % of requests with an error of its own.",
    firstStep: "Look at what status says of the targets, and at the zones that they are in.",
    runbook: runbook("errors"),
    watched: {
      kind: "math",
      // RequestCount leaves out what never found a target, such as each request that gets a 503.
      expression: "100 * FILL(errors, 0) / (FILL(requests, 0) + FILL(errors, 0))",
      metrics: {
        errors: ofLoadBalancer(facts, "HTTPCode_ELB_5XX_Count"),
        requests: ofLoadBalancer(facts, "RequestCount"),
      },
    },
    ...SHARE,
    silence: "Without requests there is nothing to divide by, and nobody is refused.",
  };
}

function target5xx(facts: StageFacts): Entry {
  return {
    name: "target-5xx",
    says: "The app answers more than 5 % of requests with an error.",
    firstStep: "If a release went out today, roll it back; if not, look at the database.",
    runbook: runbook("errors"),
    watched: {
      kind: "math",
      expression: "100 * FILL(errors, 0) / requests",
      metrics: {
        errors: ofTargets(facts, "HTTPCode_Target_5XX_Count"),
        requests: ofTargets(facts, "RequestCount"),
      },
    },
    ...SHARE,
    silence: "Without requests there is nothing to divide by, and nobody sees an error.",
  };
}

/** Two minutes of three: a failover of the database takes one. */
const SHARE = {
  comparison: "GreaterThanThreshold",
  threshold: 5,
  because: "It is a share, so that few users at night count as much as many by day.",
  evaluationPeriods: 3,
  datapointsToAlarm: 2,
  missingData: "notBreaching",
} as const;

function latencyP95(facts: StageFacts): Entry {
  return {
    name: "latency-p95",
    says: "One request of twenty takes longer than a second.",
    firstStep: "Look at the writer's CPU, and at the slow statements of the last minutes.",
    runbook: runbook("latency"),
    watched: { kind: "metric", metric: ofTargets(facts, "TargetResponseTime", "p95") },
    comparison: "GreaterThanThreshold",
    threshold: 1,
    because: "A statement that takes longer than a second is in the slow log, which names it.",
    evaluationPeriods: 5,
    datapointsToAlarm: 4,
    missingData: "notBreaching",
    silence: "Without requests there is no response time.",
  };
}
