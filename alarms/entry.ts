import type { Metric, MetricAlarm } from "./alarm";
import type { StageFacts } from "./stage";

/** What users feel: each of these pages. */
export function entryAlarms(facts: StageFacts): readonly MetricAlarm[] {
  return [noHealthyHosts, loadBalancer5xx, latencyP95].map((alarm) => ({
    kind: "metric",
    reach: "page",
    period: 60,
    ...alarm(facts),
  }));
}

// --- internal ---

type Entry = Omit<MetricAlarm, "kind" | "reach" | "period">;

const RUNBOOK = "docs/runbooks/web.md";

function noHealthyHosts(facts: StageFacts): Entry {
  return {
    name: "no-healthy-hosts",
    says: "No instance is healthy, so nobody is served.",
    firstStep: "Look at what status says of the fleet, and whether a rollout runs.",
    runbook: `${RUNBOOK}#no-healthy-hosts`,
    watched: { kind: "metric", metric: ofTargets(facts, "HealthyHostCount", "Minimum") },
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
    runbook: `${RUNBOOK}#load-balancer-5xx`,
    watched: {
      kind: "math",
      // RequestCount leaves out what never found a target, such as each request that gets a 503.
      expression: "100 * FILL(errors, 0) / (FILL(requests, 0) + FILL(errors, 0))",
      metrics: {
        errors: ofAll(facts, "HTTPCode_ELB_5XX_Count"),
        requests: ofAll(facts, "RequestCount"),
      },
    },
    comparison: "GreaterThanThreshold",
    threshold: 5,
    because: "It is a share, so that few users at night count as much as many by day.",
    evaluationPeriods: 3,
    datapointsToAlarm: 2,
    missingData: "notBreaching",
    silence: "Without requests there is nothing to divide by, and nobody is refused.",
  };
}

function latencyP95(facts: StageFacts): Entry {
  return {
    name: "latency-p95",
    says: "One request of twenty takes longer than a second.",
    firstStep: "Look at the writer's CPU, and at the slow statements of the last minutes.",
    runbook: `${RUNBOOK}#latency-p95`,
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

/** Of the load balancer, whichever target was chosen or none. */
function ofAll({ loadBalancer }: StageFacts, name: string, statistic = "Sum"): Metric {
  const dimensions = { LoadBalancer: loadBalancer };
  return { namespace: "AWS/ApplicationELB", name, dimensions, statistic };
}

/** Of the instances behind it. */
function ofTargets(facts: StageFacts, name: string, statistic = "Sum"): Metric {
  const all = ofAll(facts, name, statistic);
  return { ...all, dimensions: { ...all.dimensions, TargetGroup: facts.targetGroup } };
}
