import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { Construct } from "constructs";
import { logGroupsOf, namesOf } from "../names/stage";
import { addRole, grant } from "./iam";
import { stackOf } from "./readable-stack";

/** Which connections are logged. Each gigabyte of log costs more than most gigabytes of traffic. */
export type FlowLogChoice = "none" | "rejected" | "all";

/** Logs the connections in the VPC to CloudWatch, and keeps the logs for some days. */
export function logFlows(
  scope: Construct,
  id: string,
  vpcId: string,
  choice: FlowLogChoice,
  days: number,
): void {
  if (choice === "none") return;
  const place = new Construct(scope, id);
  const stack = stackOf(scope);

  const group = new CloudwatchLogGroup(place, "cloudwatch-log-group", {
    name: logGroupsOf(stack).flowLogs,
    retentionInDays: days,
  });
  const role = addRole(place, namesOf(stack).flowLogs, "vpc-flow-logs.amazonaws.com");
  grant(place, "write", role.name, "WriteFlowLogs", [
    {
      Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
      Resource: `${group.arn}:*`,
    },
  ]);
  new FlowLog(place, "flow-log", {
    vpcId,
    iamRoleArn: role.arn,
    logDestination: group.arn,
    trafficType: choice === "all" ? "ALL" : "REJECT",
    maxAggregationInterval: 60,
  });
}
