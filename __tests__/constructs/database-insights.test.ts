import { summaryOf, tier } from "../summary/support";
import { put, saidTo, sound } from "../support/refusals";
import { synthStage } from "../support/synth";

const CLUSTER = "aws_rds_cluster.database";
const INSIGHTS = [
  "database_insights_mode",
  "performance_insights_enabled",
  "performance_insights_retention_period",
];
const said = (stage: "lab" | "prod", insights?: string) => {
  const cluster = synthStage(stage, { database: { insights } }).at(CLUSTER);
  return INSIGHTS.map((key) => cluster[key]);
};

test("without the setting nothing is said of insights, so no plan changes them", () => {
  expect(said("prod")).toEqual([undefined, undefined, undefined]);
});

test("advanced insights come with the fifteen months that AWS asks for, standard ones with a week", () => {
  expect(said("prod", "advanced")).toEqual(["advanced", true, 465]);
  expect(said("prod", "standard")).toEqual(["standard", true, 7]);
});

test("on t classes AWS has standard insights alone, without Performance Insights", () => {
  expect(said("lab", "standard")).toEqual(["standard", false, undefined]);
  expect(saidTo({ lab: put(sound, "database.insights", "advanced") })).toEqual([
    'lab.database.insights: must be "standard" while an instance has a db.t class: AWS has no "advanced" for it, got "advanced"; choose db.r… classes, or leave insights out',
  ]);
});

test("the summary pays advanced insights by the vCPUs of all instances", () => {
  const costs = (insights?: string) =>
    tier(summaryOf("prod", { database: { insights } }), "database").costs;
  expect(
    costs("advanced").filter((each) => !costs().some(({ what }) => what === each.what)),
  ).toEqual([{ what: "vCPU with insights", count: 6, perHour: 0.0125, perMonth: 54.75 }]);
});
