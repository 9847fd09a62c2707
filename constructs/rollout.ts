import type { AutoscalingGroupInstanceRefreshPreferences } from "@cdktf/provider-aws/lib/autoscaling-group";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { Construct } from "constructs";
import { namesOf } from "../names/stage";
import type { LoadBalancer } from "./load-balancer";
import { stackOf } from "./readable-stack";

/**
 * How a new launch template reaches the instances. rolling: step by step. canary: one new instance
 * first; the rest ten minutes later, unless the app answers with errors.
 */
export type RolloutChoice = "rolling" | "canary";

/** Percent of the group while AWS replaces instances: a new one is healthy before an old one goes. */
export const HEALTHY = { minHealthyPercentage: 100, maxHealthyPercentage: 150 };

/** One instance, however many there are; then all. */
const CANARY = { checkpointPercentages: [1, 100], checkpointDelay: "600" };

/**
 * Preferences of a refresh, for an app that healthy instances may still serve badly.
 * @param topicArn where the alarm publishes that it went off
 */
export function rolloutOf(
  scope: Construct,
  choice: RolloutChoice,
  loadBalancer: LoadBalancer,
  topicArn: string,
): AutoscalingGroupInstanceRefreshPreferences {
  // No auto_rollback: AWS refuses it for an image from a parameter, and Terraform gives the group
  // its new template before the refresh, so it would roll back to the bad one.
  if (choice === "rolling") return HEALTHY;
  const alarm = addAlarm(scope, loadBalancer, topicArn);
  return { ...HEALTHY, ...CANARY, alarmSpecification: { alarms: [alarm.alarmName] } };
}

// --- internal ---

/**
 * Errors that the app answers with. Not unhealthy targets: an instance that boots longer than its
 * first health checks is one of these in every rollout.
 */
function addAlarm(
  scope: Construct,
  { metricDimensions }: LoadBalancer,
  topicArn: string,
): CloudwatchMetricAlarm {
  return new CloudwatchMetricAlarm(scope, "errors", {
    alarmName: namesOf(stackOf(scope)).webErrors,
    alarmDescription: "The app answers with errors. A rollout that is under way stops.",
    namespace: "AWS/ApplicationELB",
    metricName: "HTTPCode_Target_5XX_Count",
    dimensions: metricDimensions,
    statistic: "Sum",
    period: 60,
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    threshold: 5,
    // Two minutes of three: one is a failover of the database.
    evaluationPeriods: 3,
    datapointsToAlarm: 2,
    // Without errors there is no metric.
    treatMissingData: "notBreaching",
    alarmActions: [topicArn],
    okActions: [topicArn],
  });
}
