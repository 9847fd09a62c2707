import { TerraformJson } from "../../terraform/document";
import type { Plan, ResourceChange } from "../../terraform/plan";
import { documentsOf } from "../../terraform/plan-documents";

type Entry = Partial<ResourceChange> & Pick<ResourceChange, "address" | "change">;

function plan(entries: readonly Entry[], expressions: Record<string, object> = {}): Plan {
  const resource_changes = entries.map((entry): ResourceChange => {
    const [type = "", name = ""] = entry.address.split(".");
    return { mode: "managed", type, name, ...entry };
  });
  const resources = Object.entries(expressions).map(([address, each]) => ({
    address,
    expressions: each as Record<string, unknown>,
  }));
  const root_module = { resources };
  return {
    format_version: "1.2",
    terraform_version: "1",
    resource_changes,
    configuration: { root_module },
  };
}

const VPC = { id: "vpc-1", region: "eu-north-1" };
const unchanged = { actions: ["no-op"] as const, before: VPC, after: VPC, after_unknown: {} };
const vpc: Entry = { address: "aws_vpc.network", change: unchanged };
const made = (after: object, after_unknown: object) =>
  ({ actions: ["create"], before: null, after, after_unknown }) as ResourceChange["change"];

test("a document has what there is on its side of the plan, and the region", () => {
  const gone = {
    actions: ["delete"] as const,
    before: { id: "x" },
    after: null,
    after_unknown: {},
  };
  const { before, after } = documentsOf(
    plan([
      vpc,
      { address: "aws_eip.a", change: gone },
      { address: "aws_lb.a", change: made({}, {}) },
    ]),
  );
  const typesIn = (document: unknown) =>
    new TerraformJson(document).resources.map(({ type }) => type);
  expect([typesIn(before), typesIn(after)]).toEqual([
    ["aws_vpc", "aws_eip"],
    ["aws_vpc", "aws_lb"],
  ]);
  expect(new TerraformJson(after).region).toBe("eu-north-1");
});

test("resources of a plan are found by the ids that others know them by", () => {
  const subnet = { address: "aws_subnet.a", change: made({ vpc_id: "vpc-1" }, { id: true }) };
  const stack = new TerraformJson(documentsOf(plan([vpc, subnet])).after);
  expect(stack.referred("vpc-1").map(({ name }) => name)).toEqual(["network"]);
});

test("what is known after the apply has the references of the configuration, in blocks too", () => {
  const references = ["aws_security_group.web.id", "aws_security_group.web"];
  const template = { name: "web", network_interfaces: [{ device_index: 0 }] };
  const unknown = { id: true, network_interfaces: [{ security_groups: true }] };
  const { after } = documentsOf(
    plan([{ address: "aws_launch_template.web", change: made(template, unknown) }], {
      "aws_launch_template.web": { network_interfaces: [{ security_groups: { references } }] },
    }),
  );
  expect(after).toHaveProperty("resource.aws_launch_template.web", {
    id: [],
    name: "web",
    network_interfaces: [{ device_index: 0, security_groups: ["${aws_security_group.web.id}"] }],
  });
});

test.each([
  ["is in a module", { module_address: "module.a" }],
  ["is only read", { mode: "data" as const }],
  ["an interrupted replacement left", { deposed: "abc" }],
])("what %s is left out", (_, of) => {
  expect(documentsOf(plan([{ ...vpc, ...of }])).after).toHaveProperty("resource", {});
});
