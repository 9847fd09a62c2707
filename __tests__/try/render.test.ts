import { createColors } from "picocolors";
import type { Action, Plan, ResourceChange } from "../../terraform/plan";
import { leftovers, renderInventory, renderOutputs, renderPlan, workIn } from "../../try/render";

const plain = createColors(false);

function change(address: string, actions: Action[], before: object | null, after: object | null) {
  const [type = "", name = ""] = address.split(".");
  const all = { actions, before, after, after_unknown: {} };
  return { address, type, name, mode: "managed", change: all } as ResourceChange;
}
const planOf = (...resource_changes: ResourceChange[]): Plan => ({
  format_version: "1.2",
  terraform_version: "1.11.4",
  resource_changes,
});

test("a first plan is counts by tier, in the order of the way in", () => {
  const create = (address: string) => change(address, ["create"], null, {});
  const plan = planOf(
    create("aws_rds_cluster.database"),
    create("aws_route53_record.alarm_topic"),
    create("aws_vpc_security_group_egress_rule.web_firewall_to_database_sql"),
    create("aws_lb.load_balancer"),
    create("aws_vpc.network"),
    create("aws_subnet.network_public_a"),
    change("aws_eip.network_nat_a", ["no-op"], {}, {}),
  );
  expect(renderPlan(plan, plain)).toBe(
    [
      "                 create",
      "  network             2",
      "  load balancer       1",
      "  web                 1",
      "  database            1",
      "  alarm               1",
      "                      6",
    ].join("\n"),
  );
  expect(workIn(plan)).toBe(6);
});

test("a plan of an edit also names all that it does", () => {
  const plan = planOf(
    change("aws_lb.load_balancer", ["update"], { idle_timeout: 60 }, { idle_timeout: 90 }),
    change("aws_subnet.network_public_a", ["delete", "create"], { cidr: "a" }, { cidr: "b" }),
    change("aws_subnet.network_public_b", ["create"], null, {}),
    change("aws_ssm_parameter.database_port", ["delete"], {}, null),
  );
  expect(renderPlan(plan, plain)).toBe(
    [
      "                 create  change  replace  destroy",
      "  network             1       0        1        0",
      "  load balancer       0       1        0        0",
      "  database            0       0        0        1",
      "                      1       1        1        1",
      "  create aws_subnet.network_public_b",
      "  delete aws_ssm_parameter.database_port",
      "  replace aws_subnet.network_public_a ()",
      '    cidr: "a" → "b"',
      "  update aws_lb.load_balancer (idle_timeout)",
      "    idle_timeout: 60 → 90",
    ].join("\n"),
  );
  expect(workIn(plan)).toBe(5); // a replacement is done twice
});

test('a plan without changes is shown as "nothing to change"', () => {
  expect(renderPlan(planOf(change("aws_vpc.network", ["no-op"], {}, {})), plain)).toBe(
    "nothing to change",
  );
});

test("outputs are shown, secrets are not", () => {
  const outputs = {
    url: { value: "http://x", type: "string", sensitive: false },
    nat_public_ips: { value: { a: "1.2.3.4" }, type: [], sensitive: false },
    password: { value: "hunter2", type: "string", sensitive: true },
  };
  expect(renderOutputs(outputs, plain)).toBe(
    [
      "  url             http://x",
      '  nat_public_ips  {"a":"1.2.3.4"}',
      "  password        (sensitive)",
    ].join("\n"),
  );
});

test("what an emulator holds is shown next to what it held when it was new", () => {
  const before = { VPCs: 1, roles: 0, groups: 0 };
  const now = { VPCs: 2, roles: 1, groups: 0 };
  expect(renderInventory(before, now, plain)).toBe(
    ["         when new  now", "  VPCs          1    2", "  roles         0    1"].join("\n"),
  );
  expect(leftovers(before, now)).toEqual([
    "VPCs: must be 1 as when it was new, got 2",
    "roles: must be 0 as when it was new, got 1",
  ]);
  expect(leftovers(before, before)).toEqual([]);
});
