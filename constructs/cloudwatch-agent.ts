import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { Construct } from "constructs";
import { grant } from "./iam";

/** none: CPU and what AWS sees from outside. cloudwatch: memory, disk and the app's log as well. */
export type AgentChoice = "none" | "cloudwatch";

/** As image/agent.json says. */
export const METRICS_NAMESPACE = "Web";

const LOGS_KEPT_DAYS = 30;

/**
 * Lets instances run the CloudWatch agent, if it is chosen.
 * @returns settings for the instances; none without the agent
 */
export function addAgent(
  scope: Construct,
  choice: AgentChoice,
  role: string,
  logGroup: string,
): Readonly<Record<string, string>> {
  if (choice === "none") return {};
  // Or the agent makes it, and it never expires.
  const group = new CloudwatchLogGroup(scope, "logs", {
    name: logGroup,
    retentionInDays: LOGS_KEPT_DAYS,
  });
  // Not CloudWatchAgentServerPolicy, which may write into every log group and set how long it keeps.
  grant(scope, "cloudwatch-agent", role, "CloudWatchAgent", [
    {
      Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      Resource: `${group.arn}:*`,
    },
    {
      Action: "cloudwatch:PutMetricData",
      Resource: "*",
      Condition: { StringEquals: { "cloudwatch:namespace": METRICS_NAMESPACE } },
    },
    // By its tags an instance finds out which group it is of.
    { Action: "ec2:DescribeTags", Resource: "*" },
  ]);
  return { AGENT: choice, LOG_GROUP: logGroup };
}
