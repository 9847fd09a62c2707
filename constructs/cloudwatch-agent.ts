import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { grant } from "./iam";

/** none: CPU and what AWS sees from outside. cloudwatch: memory, disk and the app's log as well. */
export type AgentChoice = "none" | "cloudwatch";

/** As image/agent.json says. */
export const METRICS_NAMESPACE = "Web";

/** What the agent means to the instances: nothing, where it isn't chosen. */
export interface Agent {
  /** Settings of an instance. */
  readonly environment: Readonly<Record<string, string>>;
  /** There before an instance starts with the agent, and still there when the fleet is to do without. */
  readonly contents: readonly ITerraformDependable[];
}

/** Lets instances run the CloudWatch agent, if it is chosen. */
export function addAgent(
  scope: Construct,
  choice: AgentChoice,
  role: string,
  logGroup: string,
  days: number,
): Agent {
  if (choice === "none") return { environment: {}, contents: [] };
  // Or the agent makes it, and it never expires.
  const group = new CloudwatchLogGroup(scope, "logs", {
    name: logGroup,
    retentionInDays: days,
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
  return { environment: { AGENT: choice, LOG_GROUP: logGroup }, contents: [group] };
}
