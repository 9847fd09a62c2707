import {
  type Described,
  describedIn,
  faultOf,
  forgetting,
  isHalfMade,
  type Limits,
  making,
  switching,
} from "../../../ops/restore/judge";
import { TerraformJson } from "../../../terraform/document";
import type { Change } from "../../../terraform/plan";
import { synthStage } from "../../support/synth";
import { planned, wholePlanOf } from "../support";

const restore = { from: "lab-database", to: "latest" };
const both = new TerraformJson(synthStage("lab", { database: { restore } }).document);
const copy = describedIn(both, "lab-database-2") as Described;

const CLUSTER = "aws_rds_cluster.database_cluster_2";
const INSTANCE = "aws_rds_cluster_instance.database_cluster_2_a";
const OLD = "aws_rds_cluster.database";
const POLICY = "aws_iam_role_policy.database_read_secrets";
const ENDPOINT = "aws_ssm_parameter.database_endpoint";

const to = (...actions: Change["actions"]): Partial<Change> => ({
  actions,
  before: actions[0] === "create" ? null : { value: 1 },
  after: actions[0] === "update" ? { value: 2 } : {},
});
const plan = (...changes: Parameters<typeof planned>[]) =>
  wholePlanOf(
    [],
    changes.map((each) => planned(...each)),
    { [OLD]: {} },
  );

test("a cluster of the stage is found with its instances and its log groups", () => {
  expect([...copy.addresses].sort()).toEqual([
    "aws_cloudwatch_log_group.database_cluster_2_error",
    "aws_cloudwatch_log_group.database_cluster_2_slowquery",
    CLUSTER,
    INSTANCE,
    "aws_rds_cluster_instance.database_cluster_2_b",
  ]);
  expect(copy).toMatchObject({ id: "lab-database-2", address: CLUSTER, size: 2 });
  expect(describedIn(both, "lab-database")?.address).toBe(OLD);
  expect(describedIn(both, "prod-database")).toBeUndefined();
});

test.each<[string, Limits, ReturnType<typeof plan>]>([
  [
    "making the copy",
    making(copy),
    plan([CLUSTER, to("create")], [INSTANCE, to("create")], [POLICY, to("update")]),
  ],
  ["nothing", making(copy), plan()],
  ["leading the app to it", switching(copy), plan([ENDPOINT, to("update")])],
  ["forgetting it", forgetting(copy), plan([CLUSTER, to("forget")], [POLICY, to("update")])],
])("%s is such a step", (_, limits, its) => {
  expect(faultOf(its, limits)).toBeUndefined();
});

test.each<[string, Limits, ReturnType<typeof plan>, string]>([
  [
    "replaces the copy",
    making(copy),
    plan([CLUSTER, { ...to("delete", "create"), before: {} }]),
    `replace ${CLUSTER} ()`,
  ],
  [
    "touches the old cluster",
    making(copy),
    plan([CLUSTER, to("create")], [OLD, to("update")]),
    `update ${OLD} (value)`,
  ],
  [
    "makes something else",
    making(copy),
    plan(["aws_vpc.network", to("create")]),
    "create aws_vpc.network",
  ],
  [
    "rolls the fleet out",
    switching(copy),
    plan([ENDPOINT, to("update")], ["aws_launch_template.web", to("update")]),
    "update aws_launch_template.web (value)",
  ],
  [
    "takes the app's parameter away",
    switching(copy),
    plan([ENDPOINT, to("delete")]),
    `delete ${ENDPOINT}`,
  ],
  [
    "deletes what it should forget",
    forgetting(copy),
    plan([CLUSTER, to("delete")]),
    `delete ${CLUSTER}`,
  ],
  [
    "forgets the cluster that is used",
    forgetting(copy),
    plan([OLD, to("forget")]),
    `forget ${OLD}`,
  ],
  ["is not whole", switching(copy), { ...plan(), errored: true }, "a plan that is not whole"],
])("a plan that %s is none", (_, limits, its, got) => {
  expect(faultOf(its, limits)).toBe(`${limits.must}, got ${got}`);
});

test("what a run that was stopped has left is half-made", () => {
  const tainted = {
    ...planned(CLUSTER, to("delete", "create")),
    action_reason: "replace_because_tainted",
  };
  expect(isHalfMade(wholePlanOf([], [tainted]), CLUSTER)).toBe(true);
  expect(isHalfMade(plan([CLUSTER, to("create")]), CLUSTER)).toBe(false);
});
