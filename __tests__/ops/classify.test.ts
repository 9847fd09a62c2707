import { classify } from "../../ops/drift/classify";
import type { Values } from "../../terraform/plan";
import { drifted, planOf } from "./support";

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

test("a rule in the default group is drift, though we set none: that is what we say by it", () => {
  const address = "aws_default_security_group.network";
  expect(found(address, {}, { ingress: [] }, { ingress: [{ from_port: 22 }] })).toMatchObject([
    { kind: "changed" },
  ]);
});

test.each([{ value: true }, { value: [true] }, { value: { password: true } }])(
  "a value that is marked with %j is left out",
  (marks) => {
    const config = { value: "old" };
    const [finding] = found("aws_ssm_parameter.web", config, config, { value: "new" }, marks);
    expect(finding?.attributes).toEqual([{ path: "value", sensitive: true }]);
  },
);
