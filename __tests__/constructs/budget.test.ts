import { synthStage } from "../support/synth";
import { policyOf } from "../support/synthesized";

const BUDGET = "aws_budgets_budget.alarms_budget";
const with_ = (alarms: object | "none") => synthStage("lab", { alarms });

test("a stage has none unless its settings say how many dollars, and then nothing else differs", () => {
  expect(with_({}).addresses("aws_budgets_budget")).toEqual([]);
  expect(with_("none").addresses("aws_budgets_budget")).toEqual([]);
  const added = with_({ budget: 500 })
    .addresses()
    .filter((address) => !with_({}).has(address));
  expect(added).toEqual([BUDGET]);
});

test("a budget has the dollars a month, and the costs of what carries the stage's tag alone", () => {
  expect(with_({ budget: 500 }).at(BUDGET)).toMatchObject({
    name: "lab-budget",
    budget_type: "COST",
    time_unit: "MONTHLY",
    limit_amount: "500",
    limit_unit: "USD",
    cost_filter: [{ name: "TagKeyValue", values: ["user:Stage$lab"] }],
  });
});

test("the stage's topic hears once costs are above it, and once AWS's forecast is", () => {
  const { notification } = with_({ budget: 500 }).at(BUDGET);
  expect(notification).toEqual(
    ["ACTUAL", "FORECASTED"].map((notification_type) => ({
      notification_type,
      comparison_operator: "GREATER_THAN",
      threshold: 100,
      threshold_type: "PERCENTAGE",
      subscriber_sns_topic_arns: ["${aws_sns_topic.news.arn}"],
    })),
  );
});

test("budgets of the account may publish to the topic if the stage has one, and else none may", () => {
  const publishing = (alarms: object) =>
    (policyOf(with_(alarms).at("aws_sns_topic_policy.news").policy) as object[]).filter(
      (statement) => JSON.stringify(statement).includes("budgets.amazonaws.com"),
    );
  expect(publishing({})).toEqual([]);
  expect(publishing({ budget: 500 })).toEqual([
    {
      Effect: "Allow",
      Action: "sns:Publish",
      Resource: "${aws_sns_topic.news.arn}",
      Principal: { Service: "budgets.amazonaws.com" },
      Condition: { StringEquals: { "aws:SourceAccount": "${aws_sns_topic.news.owner}" } },
    },
  ]);
});
