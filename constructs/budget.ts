import { BudgetsBudget } from "@cdktf/provider-aws/lib/budgets-budget";
import { Construct } from "constructs";
import { alarmName } from "../names/stage";
import { STAGE } from "../names/tags";
import { stackOf } from "./readable-stack";

/** AWS forecasts once there are about five weeks of costs. Until then, it compares what was spent. */
const COMPARED = ["ACTUAL", "FORECASTED"];

export interface BudgetProps {
  /** Dollars a month. */
  readonly dollars: number;
  /** ARN of the topic that hears once costs are above. */
  readonly topic: string;
}

/**
 * What a stage may cost a month. AWS finds the stage's costs by its tag, which must be activated once in the
 * account that pays: docs/news.md. Until then the budget stays at zero.
 */
export class Budget extends Construct {
  constructor(scope: Construct, id: string, { dollars, topic }: BudgetProps) {
    super(scope, id);
    const stage = stackOf(this);
    new BudgetsBudget(this, "budgets-budget", {
      name: alarmName(stage, id),
      budgetType: "COST",
      timeUnit: "MONTHLY",
      limitAmount: String(dollars),
      limitUnit: "USD",
      costFilter: [{ name: "TagKeyValue", values: [["user:", STAGE, "$", stage].join("")] }],
      notification: COMPARED.map((notificationType) => ({
        notificationType,
        comparisonOperator: "GREATER_THAN",
        threshold: 100,
        thresholdType: "PERCENTAGE",
        subscriberSnsTopicArns: [topic],
      })),
    });
  }
}
