import { classify } from "../../ops/drift/classify";
import type { Values } from "../../terraform/plan";
import { drifted, planned, planOf, wholePlanOf } from "./support";

/** What is found about one resource whose JSON says this, as `kind path before after`. */
function found(
  address: string,
  config: Values,
  before: Values,
  after: Values | null,
  sensitive?: object,
) {
  const [type = "", name = ""] = address.split(".");
  const document = { resource: { [type]: { [name]: config } } };
  return classify(planOf([drifted(address, before, after, sensitive)]), document);
}
const attribute = (path: string, before: unknown, after: unknown) => ({ path, before, after });

test("a value that we set is drift, one that AWS reports is not", () => {
  const address = "aws_rds_cluster_instance.database_a";
  const config = { instance_class: "db.t4g.medium" };
  const before = { instance_class: "db.t4g.medium", writer: true };
  const after = { instance_class: "db.t4g.large", writer: false };
  expect(found(address, config, before, after)).toEqual([
    {
      address,
      kind: "changed",
      attributes: [attribute("instance_class", "db.t4g.medium", "db.t4g.large")],
    },
    { address, kind: "reported", attributes: [attribute("writer", true, false)] },
  ]);
});

test("what is gone is drift, whatever was set", () => {
  expect(found("aws_ssm_parameter.web", {}, { value: "x" }, null)).toEqual([
    { address: "aws_ssm_parameter.web", kind: "deleted", attributes: [] },
  ]);
});

test.each([
  [["desired_capacity"], "reported"],
  ["all", "reported"],
  [["min_size"], "changed"],
])("with ignore_changes %j, a set capacity that moves is %s", (ignore_changes, kind) => {
  const config = { desired_capacity: 2, lifecycle: { ignore_changes } };
  const [finding] = found(
    "aws_autoscaling_group.web",
    config,
    { desired_capacity: 2 },
    { desired_capacity: 3 },
  );
  expect(finding?.kind).toBe(kind);
});

test("of a block that we set in part, only that part is ours", () => {
  const config = { metadata_options: { http_tokens: "required" } };
  const before = { metadata_options: [{ http_tokens: "required", http_endpoint: "enabled" }] };
  const after = { metadata_options: [{ http_tokens: "optional", http_endpoint: "disabled" }] };
  expect(found("aws_launch_template.web", config, before, after)).toMatchObject([
    {
      kind: "changed",
      attributes: [attribute("metadata_options.http_tokens", "required", "optional")],
    },
    { kind: "reported", attributes: [{ path: "metadata_options.http_endpoint" }] },
  ]);
});

test("a changed tag is drift, reported once, also for the default tags", () => {
  const before = { tags: { Name: "x" }, tags_all: { Name: "x", Stage: "lab" } };
  const after = { tags: { Name: "y" }, tags_all: { Name: "y" } };
  expect(found("aws_vpc.network", { tags: { Name: "x" } }, before, after)).toMatchObject([
    {
      kind: "changed",
      attributes: [attribute("tags.Name", "x", "y"), attribute("tags.Stage", "lab", null)],
    },
  ]);
  const config = { lifecycle: { ignore_changes: ["tags"] } };
  expect(found("aws_vpc.network", config, before, after)).toMatchObject([{ kind: "reported" }]);
});

test("what AWS only fills in is no news", () => {
  const before = { cluster_members: [], private_dns: null, address: "" };
  const after = { cluster_members: ["a"], private_dns: "ip", address: "1.2.3.4" };
  expect(found("aws_rds_cluster.database", {}, before, after)).toEqual([]);
});

test("a rule in the default group is drift: its JSON says that there are none", () => {
  const address = "aws_default_security_group.network";
  const config = { ingress: [], egress: [] };
  expect(found(address, config, { ingress: [] }, { ingress: [{ from_port: 22 }] })).toMatchObject([
    { kind: "changed" },
  ]);
});

test("what a bucket shows of other resources of ours is no news of its own", () => {
  expect(found("aws_s3_bucket.release", {}, { policy: "a" }, { policy: "b" })).toEqual([]);
});

test.each([{ value: true }, { value: [true] }, { value: { password: true } }])(
  "a value that is marked with %j is left out",
  (marks) => {
    const config = { value: "old" };
    const [finding] = found("aws_ssm_parameter.web", config, config, { value: "new" }, marks);
    expect(finding?.attributes).toEqual([{ path: "value", sensitive: true }]);
  },
);

describe("of an ordinary plan", () => {
  const FLEET = "aws_autoscaling_group.web";
  const was = { suspended_processes: [], desired_capacity: 2, launch_template: [{ version: "1" }] };
  const now = { ...was, suspended_processes: ["Launch"], desired_capacity: 3 };
  const update = (before: Values, after: Values, more: object = {}) =>
    planned(FLEET, { actions: ["update"], before, after, ...more });
  const say = (...of: Parameters<typeof wholePlanOf>) => classify(wholePlanOf(...of), {});

  test("what it changes back is drift, though we never set it, and what it leaves is not", () => {
    const undone = update(now, { ...now, suspended_processes: [] });
    expect(say([drifted(FLEET, was, now)], [undone])).toEqual([
      {
        address: FLEET,
        kind: "changed",
        does: "update",
        attributes: [attribute("suspended_processes", [], ["Launch"])],
      },
      { address: FLEET, kind: "reported", attributes: [attribute("desired_capacity", 2, 3)] },
    ]);
  });

  test("what it changes though nothing drifted is planned, also where another part drifted", () => {
    const undone = update(now, {
      ...was,
      desired_capacity: 3,
      launch_template: [{ version: "2" }],
    });
    const found = say([drifted(FLEET, was, now)], [undone]);
    expect(found.find(({ kind }) => kind === "planned")).toEqual({
      address: FLEET,
      kind: "planned",
      does: "update",
      attributes: [attribute("launch_template.version", "1", "2")],
    });
    expect(say([], [update(was, now)])).toMatchObject([{ kind: "planned", does: "update" }]);
  });

  test("what follows an update is no drift, unless we set it", () => {
    const change = update(now, was, { after_unknown: { version: true } });
    const versions = drifted(FLEET, { ...was, version: 1 }, { ...now, version: 2 });
    expect(say([versions], [change]).at(-1)).toEqual({
      address: FLEET,
      kind: "reported",
      attributes: [attribute("version", 1, 2)],
    });
    const document = { resource: { aws_autoscaling_group: { web: { version: "${aws_x.y.z}" } } } };
    const set = classify(wholePlanOf([versions], [change]), document);
    expect(set.map(({ kind, attributes }) => [kind, attributes.length])).toEqual([["changed", 3]]);
  });

  test("what is gone is said once, and what it must replace is said to be replaced", () => {
    const create = planned(FLEET, { actions: ["create"], before: null, after: was });
    expect(say([drifted(FLEET, was, null)], [create])).toEqual([
      { address: FLEET, kind: "deleted", does: "create", attributes: [] },
    ]);
    const replace = { ...update(now, was), change: { ...update(now, was).change } };
    const actions = ["delete", "create"] as const;
    const replaced = { ...replace, change: { ...replace.change, actions } };
    expect(say([drifted(FLEET, was, now)], [replaced])).toMatchObject([
      { kind: "changed", does: "replace" },
    ]);
  });

  test.each<[string, object, string]>([
    ["a resource that no deploy has made", { actions: ["create"], before: null }, "create"],
    ["one that another replaces", { actions: ["delete", "create"] }, "replace"],
    ["one that the code has no more", { actions: ["delete"], after: null }, "delete"],
    ["one that moves", { actions: ["no-op"] }, "move"],
  ])("%s is planned", (_, change, does) => {
    const step = planned("aws_lb.web", change);
    const moved = does === "move" ? { ...step, previous_address: "aws_lb.old" } : step;
    expect(say([], [moved])).toEqual([
      { address: "aws_lb.web", kind: "planned", does, attributes: [] },
    ]);
  });

  test("an update that only follows another step is none of its own", () => {
    const values = { name: "read", policy: "arn:1" };
    const after = { name: "read" };
    const follows = { actions: ["update"], before: values, after, after_unknown: { policy: true } };
    const create = planned(FLEET, { actions: ["create"], before: null, after: was });
    const steps = [create, planned("aws_iam_role_policy.web", follows as object)];
    expect(say([drifted(FLEET, was, null)], steps)).toMatchObject([{ kind: "deleted" }]);
  });

  test("outputs count only where nothing else is planned", () => {
    const outputs = { url: { actions: ["update" as const], before: "a", after: "b" } };
    const plan = { ...wholePlanOf([], []), output_changes: outputs };
    expect(classify(plan, {})).toEqual([
      { address: "output.url", kind: "planned", does: "update", attributes: [] },
    ]);
    const more = { ...wholePlanOf([], [update(was, now)]), output_changes: outputs };
    expect(classify(more, {}).map(({ address }) => address)).toEqual([FLEET]);
  });
});
