import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { Construct } from "constructs";

/** none: CPU and what AWS sees from outside. cloudwatch: memory, disk and the app's log as well. */
export type AgentChoice = "none" | "cloudwatch";

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
  new IamRolePolicyAttachment(scope, "cloudwatch-agent", {
    role,
    policyArn: "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy",
  });
  // Or the agent makes it, and it never expires.
  new CloudwatchLogGroup(scope, "logs", { name: logGroup, retentionInDays: LOGS_KEPT_DAYS });
  return { AGENT: choice, LOG_GROUP: logGroup };
}
