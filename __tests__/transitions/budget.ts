import type { Transition } from "./transition";

const BUDGET = { alarms: { budget: 500 } };
const POLICY = "update aws_sns_topic_policy.news (policy)";

/** What a stage may cost a month, on, higher and off again. */
export const budget: readonly Transition[] = [
  {
    change: "A budget",
    from: "prod",
    settings: BUDGET,
    plan: ["create aws_budgets_budget.alarms_budget", POLICY],
    nightly: true,
    note: "Activate the tag `Stage` once in the account that pays, or the budget stays at zero ([how](news.md#budget)).",
  },
  {
    change: "A higher budget",
    from: "prod",
    first: [BUDGET],
    settings: { alarms: { budget: 800 } },
    plan: ["update aws_budgets_budget.alarms_budget (limit_amount)"],
    nightly: true,
  },
  {
    change: "No budget any more",
    from: "prod",
    first: [BUDGET],
    settings: { alarms: {} },
    plan: ["delete aws_budgets_budget.alarms_budget", POLICY],
    nightly: true,
  },
];
