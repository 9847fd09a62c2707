import { classify } from "../../ops/drift/classify";
import type { Plan, ResourceChange, Values } from "../../terraform/plan";
import { isWhole } from "../../terraform/planned";
import { drifted, planned, planOf, wholePlanOf } from "../ops/support";
import { missingCommands, needing } from "../support/needing";
import { safe } from "./scripts";

const PARAMETER = "aws_ssm_parameter.password";
const parameter = (before: Values, after: Values | null, marks: object = { value: true }) =>
  drifted(PARAMETER, { name: "/lab/password", ...before }, after, marks);
const DOCUMENT = {
  resource: { aws_ssm_parameter: { password: { value: "x", name: "/lab/password" } } },
};
const opened = { protocol: "tcp", from_port: 22, to_port: 22, cidr_blocks: ["0.0.0.0/0"] };
const policy = (name: string, text: string) => ({ name, policy: text });

needing(missingCommands("jq"), "a plan on its way to npm's packages", () => {
  test.each<{ what: string; changes: ResourceChange[]; there?: Record<string, Values> }>([
    { what: "no drift", changes: [], there: { [PARAMETER]: { value: "planted" } } },
    {
      what: "a value and a secret",
      changes: [parameter({ value: "planted-1" }, { value: "planted-2", name: "/lab/other" })],
    },
    {
      what: "a secret that AWS has filled in",
      changes: [drifted("aws_x.y", { token: null, n: "" }, { token: "planted" }, { token: true })],
    },
    { what: "a resource that is gone", changes: [parameter({ value: "planted" }, null)] },
    {
      what: "a door that others opened",
      changes: [],
      there: { "aws_security_group.web": { id: "sg-1", ingress: [opened], egress: [] } },
    },
    {
      what: "doors that no JSON pins",
      changes: [],
      there: {
        "aws_rds_cluster.a": { iam_roles: ["arn:aws:iam::123456789012:role/x"] },
        "aws_rds_cluster_instance.a": { db_parameter_group_name: "mine" },
        "aws_route_table.a": { id: "rtb-1", propagating_vgws: ["vgw-1"] },
        "aws_autoscaling_group.a": { load_balancers: ["mine"] },
        "aws_lb_listener.a": {
          routing_http_response_access_control_allow_origin_header_value: "*",
        },
      },
    },
    {
      what: "routes and policies of others",
      changes: [],
      there: {
        "aws_route_table.a": { id: "rtb-1", route: [{ cidr_block: "10.9.0.0/16" }] },
        "aws_iam_role.web": {
          name: "web",
          managed_policy_arns: ["arn:aws:iam::aws:policy/AdministratorAccess"],
          inline_policy: [policy("ours", "planted-1"), policy("theirs", "planted-2")],
        },
        "aws_iam_role_policy.ours": { role: "web", name: "ours", policy: "planted-1" },
      },
    },
  ])("tells the same drift as the whole plan: $what", ({ changes, there = {} }) => {
    const plan = planOf(changes, { "aws_vpc.network": {}, ...there });
    expect(classify(safe(plan), DOCUMENT)).toEqual(classify(plan, DOCUMENT));
    expect(JSON.stringify(safe(plan))).not.toContain("planted");
  });

  test.each<{ what: string; changes: ResourceChange[]; drift?: ResourceChange[] }>([
    {
      what: "that puts a secret back",
      drift: [parameter({ value: "planted-1", tier: 1 }, { value: "planted-2", tier: 2 })],
      changes: [
        planned(PARAMETER, {
          actions: ["update"],
          before: { value: "planted-2", note: "planted", tier: 2 },
          after: { value: "planted-1", note: "planted", tier: 2 },
          after_unknown: { version: true },
          after_sensitive: { value: true },
        }),
      ],
    },
    {
      what: "that makes what is new, and moves another",
      changes: [
        planned("aws_x.new", { actions: ["create"], before: null, after: { a: 1 } }),
        { ...planned("aws_x.y", { importing: { id: "planted" } }), previous_address: "aws_x.z" },
      ],
    },
    { what: "that changes nothing", changes: [] },
  ])("tells the same of a plan $what", ({ changes, drift = [] }) => {
    const plan = {
      ...wholePlanOf(drift, changes, { [PARAMETER]: { value: "planted" } }),
      output_changes: { a: { actions: ["update" as const], before: "planted", after: "planted" } },
    };
    expect(classify(safe(plan), DOCUMENT)).toEqual(classify(plan, DOCUMENT));
    expect(isWhole(safe(plan))).toBe(true);
    expect(isWhole(safe({ ...plan, errored: true }))).toBe(false);
    expect(JSON.stringify(safe(plan))).not.toContain("planted");
  });

  test("has the drift of a secret, and neither of its values", () => {
    const plan = planOf([parameter({ value: "planted-1" }, { value: "planted-2" })]);
    const [finding] = classify(safe(plan), DOCUMENT);
    expect(finding?.attributes).toContainEqual({ path: "value", sensitive: true });
  });

  test("has the name of a list of blocks with a secret, and none of its values", () => {
    const marks = { a: [{ b: true }, { b: true }] };
    const before = { a: [{ b: "planted", c: "planted" }, { b: "planted" }] };
    const plan = planOf([drifted("aws_x.y", before, { a: [{ b: "planted" }] }, marks)]);
    const [finding] = classify(safe(plan), { resource: { aws_x: { y: { a: [{ b: 1 }] } } } });
    expect(finding?.attributes).toEqual([{ path: "a", sensitive: true }]);
    expect(JSON.stringify(safe(plan))).not.toContain("planted");
  });

  test("has none of what stays as it was, where a copy of a secret may be", () => {
    const copy = { content: 'password = "planted"', names: ["planted"] };
    const plan = planOf([drifted("aws_x.y", { ...copy, n: 1 }, { ...copy, n: 2 })], {
      "aws_x.y": copy,
      "aws_iam_role_policy.a": { name: "a", policy: "planted" },
    });
    expect(JSON.stringify(safe(plan))).not.toContain("planted");
  });

  test("has nothing but a list of its parts", () => {
    const plan = {
      ...planOf([], { "aws_db_instance.a": { password: "planted" } }),
      variables: { password: { value: "planted" } },
      output_changes: { a: { actions: [], before: "planted", after: "planted" } },
      configuration: {
        root_module: { resources: [{ address: "a", expressions: { planted: 1 } }] },
      },
      checks: [],
    } as unknown as Plan;
    expect(JSON.stringify(safe(plan))).not.toContain("planted");
  });
});
