import { driftIn, settingsIn } from "../../terraform/drift";
import { planNamed } from "./plans";

/** What is found in a plan that has its stack's configuration, as `kind address paths`. */
const found = (plan: string) =>
  driftIn(planNamed(plan)).map(({ kind, address, differences }) => {
    return [kind, address, ...differences.map(({ path }) => path.join("."))].join(" ");
  });

test("right after an apply nothing has drifted, though Terraform lists three resources", () => {
  expect(planNamed("no-changes-but-noise").resource_drift).toHaveLength(3);
  expect(found("no-changes-but-noise")).toEqual([]);
});

test("what somebody has changed or deleted is told, and its echo in a list of a role is not", () => {
  const listed = planNamed("drift-deleted").resource_drift?.map(({ address }) => address);
  expect(listed).toContain("aws_iam_role.app");
  expect(found("drift-deleted")).toEqual([
    "changed aws_iam_role_policy.app policy.Statement.Action policy.Statement.Resource",
    "changed aws_security_group.web tags_all.Name",
    "deleted aws_ssm_parameter.colour",
  ]);
});

test("with the stack's JSON at hand its ignore_changes count as well", () => {
  // Of a plan that only refreshes: an ordinary one leaves out itself what is ignored.
  const plan = { ...planNamed("drift-deleted"), resource_changes: [] };
  const { resource } = settingsIn(plan) as { resource: Record<string, Record<string, object>> };
  const policy = { ...resource.aws_iam_role_policy?.app, lifecycle: { ignore_changes: "all" } };
  const settings = { resource: { ...resource, aws_iam_role_policy: { app: policy } } };
  expect(driftIn(plan, settings).map(({ kind }) => kind)).toEqual([
    "reported",
    "changed",
    "deleted",
  ]);
});

test("a plan's configuration reads like JSON: values, references, and blocks in lists", () => {
  const expressions = {
    port: { constant_value: 80 },
    vpc_id: { references: ["aws_vpc.v.id", "aws_vpc.v"] },
    ports: {},
    health: [{ path: { constant_value: "/" } }],
  };
  const plan = {
    format_version: "1.2",
    terraform_version: "1.15.5",
    configuration: { root_module: { resources: [{ address: "aws_x.y", expressions }] } },
  };
  expect(settingsIn(plan)).toEqual({
    resource: {
      aws_x: { y: { port: 80, vpc_id: "${…}", ports: "${…}", health: [{ path: "/" }] } },
    },
  });
});
