import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { Construct } from "constructs";
import { dashboardOf } from "../alarms/dashboard";
import type { StageFacts } from "../alarms/stage";
import { alarmsOf } from "../alarms/table";
import { alarmName, namesOf, USERS_AFFECTED } from "../names/stage";
import { stackOf } from "./readable-stack";

/** One page in CloudWatch that answers "what is wrong". Paid by the month. */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, facts: StageFacts, account: string) {
    super(scope, id);
    const stage = stackOf(this);
    new CloudwatchDashboard(this, "cloudwatch-dashboard", {
      dashboardName: namesOf(stage).dashboard,
      dashboardBody: JSON.stringify(dashboardOf(facts, alarmArns(stage, facts, account))),
    });
  }
}

// --- internal ---

/**
 * By name and not by reference: Terraform deletes an alarm before it changes what refers to it, and the dashboard
 * would be updated each time an alarm is replaced.
 */
function alarmArns(stage: string, facts: StageFacts, account: string): string[] {
  const onMetrics = alarmsOf(facts).filter(({ kind }) => kind === "metric");
  const names = [USERS_AFFECTED, ...onMetrics.map(({ name }) => name)];
  const arn = `arn:aws:cloudwatch:${facts.region}:${account}:alarm`;
  return names.map((name) => `${arn}:${alarmName(stage, name)}`);
}
