import { left } from "../../../ops/left";
import { faultOf } from "../../../ops/resize/judge";
import type { Change, Plan } from "../../../terraform/plan";
import { planned, wholePlanOf } from "../support";

const a = "aws_rds_cluster_instance.database_a";
const b = "aws_rds_cluster_instance.database_b";
const c = "aws_rds_cluster_instance.database_c";
const there = { [a]: {}, [b]: {} };
const [old, next] = ["db.t4g.medium", "db.r6g.large"];
const to = (its: string, more: object = {}): Partial<Change> => ({
  actions: ["update"],
  before: { instance_class: old },
  after: { instance_class: its, ...more },
});
const plan = (...changes: Parameters<typeof planned>[]): Plan =>
  wholePlanOf(
    [],
    changes.map((each) => planned(...each)),
    there,
  );
const step = { kind: "resize", name: "b", from: old, to: next, role: "reader" } as const;
const judged = (its: Plan) => faultOf(its, step, { address: b });
const MUST = `must only update ${b} (instance_class) in place, got`;

test("the update of that one instance to that class is the step, with what the class brings along", () => {
  expect(judged(plan([b, to(next)]))).toBeUndefined();
  expect(judged(plan([b, to(next, { performance_insights_enabled: true })]))).toBeUndefined();
});

test.each<[string, Plan, string]>([
  ["nothing", plan(), "nothing"],
  ["another instance", plan([a, to(next)]), `update ${a} (instance_class)`],
  [
    "another instance, while that one has the class already",
    plan([a, to(next)], [b, { ...to(next), actions: ["no-op"], before: { instance_class: next } }]),
    `update ${a} (instance_class)`,
  ],
  [
    "two instances",
    plan([a, to(next)], [b, to(next)]),
    `update ${a} (instance_class), update ${b} (instance_class)`,
  ],
  [
    "that one and another",
    plan([b, to(next)], [c, to(next)]),
    `update ${b} (instance_class), update ${c} (instance_class)`,
  ],
  ["another class", plan([b, to("db.r6g.xlarge")]), `update ${b} (instance_class)`],
  [
    "more of the instance",
    plan([b, to(next, { promotion_tier: 2 })]),
    `update ${b} (instance_class, promotion_tier)`,
  ],
  [
    "a replacement",
    plan([b, { ...to(next), actions: ["delete", "create"], replace_paths: [["instance_class"]] }]),
    `replace ${b} (instance_class)`,
  ],
  [
    "what is left out of the plan",
    { ...plan([b, to(next)]), resource_changes: [planned(b, to(next))] },
    `update ${b} (instance_class)`,
  ],
  [
    "what waits for another plan",
    { ...plan([b, to(next)]), complete: false },
    `update ${b} (instance_class)`,
  ],
  [
    "what runs an action, too",
    { ...plan([b, to(next)]), action_invocations: [{ address: "action.x" }] },
    `update ${b} (instance_class)`,
  ],
  ["a plan that failed", { ...plan([b, to(next)]), errored: true }, `update ${b} (instance_class)`],
])("%s is not the step", (_, its, got) => {
  expect(judged(its)).toBe(`${MUST} ${got}`);
});

test("a plan without changes leaves nothing, and one that isn't whole never does", () => {
  expect(left(plan())).toEqual([]);
  expect(left({ ...plan(), errored: true })).toEqual([
    "what the plan doesn't say: it is not whole",
  ]);
});

test("an output alone is left, too", () => {
  const change = { actions: ["update"] as const, before: 1, after: 2 };
  expect(left({ ...plan(), output_changes: { order: change } })).toEqual(["update output.order"]);
});
