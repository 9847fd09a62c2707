import { additionsIn } from "../../terraform/additions";
import type { Values } from "../../terraform/plan";
import { planOf } from "../ops/support";

/** What stands beside ours, of what is there. */
const beside = (there: Record<string, Values>) => additionsIn(planOf([], there));
const entry = (values: Values) => ({
  protocol: "tcp",
  from_port: 22,
  to_port: 22,
  cidr_blocks: [],
  security_groups: [],
  self: false,
  ...values,
});
const rule = (values: Values) => ({
  security_group_id: "sg-1",
  ip_protocol: "tcp",
  from_port: 22,
  to_port: 22,
  ...values,
});
const RULE = "aws_vpc_security_group_ingress_rule";

test("rules of ours account for their entries, though AWS joins them", () => {
  const both = entry({ cidr_blocks: ["10.0.0.0/8"], security_groups: ["sg-2"], self: true });
  const all = entry({ protocol: "-1", from_port: 0, to_port: 0, cidr_blocks: ["10.0.0.0/8"] });
  expect(
    beside({
      "aws_security_group.web": { id: "sg-1", ingress: [both, all] },
      [`${RULE}.a`]: rule({ cidr_ipv4: "10.0.0.0/8", referenced_security_group_id: "" }),
      [`${RULE}.b`]: rule({ cidr_ipv4: "", referenced_security_group_id: "sg-2" }),
      [`${RULE}.c`]: rule({ referenced_security_group_id: "sg-1" }),
      [`${RULE}.d`]: rule({
        ip_protocol: "-1",
        from_port: null,
        to_port: null,
        cidr_ipv4: "10.0.0.0/8",
      }),
    }),
  ).toEqual([]);
});

test.each([
  ["another source", { cidr_blocks: ["0.0.0.0/0"] }, "tcp 22 0.0.0.0/0"],
  [
    "other ports",
    { from_port: 1, to_port: 99, cidr_blocks: ["10.0.0.0/8"] },
    "tcp 1-99 10.0.0.0/8",
  ],
  ["all protocols", { protocol: "-1", cidr_blocks: ["10.0.0.0/8"] }, "all 10.0.0.0/8"],
  ["itself as a source", { self: true }, "tcp 22 sg-1"],
])("a rule with %s is told", (_, values, what) => {
  expect(
    beside({
      "aws_security_group.web": { id: "sg-1", ingress: [entry(values)] },
      [`${RULE}.a`]: rule({ cidr_ipv4: "10.0.0.0/8" }),
      [`${RULE}.other`]: rule({ security_group_id: "sg-2", cidr_ipv4: "0.0.0.0/0" }),
    }),
  ).toMatchObject([{ address: "aws_security_group.web", attribute: "ingress", what }]);
});

test("routes and policies that others added are reported, by their target", () => {
  expect(
    beside({
      "aws_route_table.network": {
        id: "rtb-1",
        route: [
          { cidr_block: "0.0.0.0/0" },
          { cidr_block: "10.9.0.0/16" },
          { cidr_block: "", ipv6_cidr_block: "::/0" },
        ],
      },
      "aws_route.network": { route_table_id: "rtb-1", destination_cidr_block: "0.0.0.0/0" },
      "aws_iam_role.web": {
        name: "lab-web",
        managed_policy_arns: ["arn:ssm", "arn:admin"],
        inline_policy: [{ name: "", policy: "" }, { name: "Ours" }, { name: "Theirs" }],
      },
      "aws_iam_role_policy_attachment.web": { role: "lab-web", policy_arn: "arn:ssm" },
      "aws_iam_role_policy.web": { role: "lab-web", name: "Ours" },
    }).map(({ attribute, what }) => [attribute, what]),
  ).toEqual([
    ["route", "10.9.0.0/16"],
    ["route", "::/0"],
    ["managed_policy_arns", "arn:admin"],
    ["inline_policy", "Theirs"],
  ]);
});
