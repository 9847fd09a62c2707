import type { EventAlarm } from "./alarm";
import { runbook } from "./runbook";
import type { StageFacts } from "./stage";

/** Of what the stage costs; none without a budget. */
export function budgetAlarms({ budget }: StageFacts): readonly EventAlarm[] {
  if (budget === undefined) return [];
  return [
    {
      kind: "event",
      name: "budget",
      says: `The stage costs more than $${budget} this month, or will by AWS's forecast.`,
      firstStep: "Find in Cost Explorer which service costs more than last month.",
      runbook: runbook("budget"),
      reach: "mail",
      event: { source: "budget", dollars: budget },
    },
  ];
}
