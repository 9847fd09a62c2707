import { creationsIn } from "../../terraform/creations";
import { linesOf } from "../../terraform/steps";

const VPC = `  # aws_vpc.network will be created
  + resource "aws_vpc" "network" {
      + cidr_block = "10.0.0.0/16"
    }
`;
const ZONES = `  # data.aws_availability_zones.network will be read during apply
  # (config refers to values not yet known)
 <= data "aws_availability_zones" "network" {
`;
const KEYED = `  # module.a["x.y"].aws_subnet.network["will be created"] will be created
  + resource "aws_subnet" "network" {
`;
const count = (add: number) => `\nPlan: ${add} to add, 0 to change, 0 to destroy.\n`;

test("a plan that only creates is known by what Terraform prints, reads aside", () => {
  const plan = creationsIn(`${VPC}${ZONES}${KEYED}${count(2)}`);
  expect(plan && linesOf(plan)).toEqual([
    "create aws_vpc.network",
    'create module.a["x.y"].aws_subnet.network["will be created"]',
  ]);
  expect(plan?.resource_changes?.map(({ type, name }) => [type, name])).toEqual([
    ["aws_vpc", "network"],
    ["aws_subnet", "network"],
  ]);
});

test.each([
  ["an update", `${VPC}  # aws_eip.a will be updated in-place\n${count(1)}`],
  ["a move", `${VPC}  # aws_eip.a has moved to aws_eip.b\n${count(1)}`],
  ["something forgotten", `${VPC}  # aws_eip.a will no longer be managed by Terraform${count(1)}`],
  ["an import", `${VPC}\nPlan: 1 to import, 1 to add, 0 to change, 0 to destroy.\n`],
  ["a replacement", `${VPC}\nPlan: 1 to add, 0 to change, 1 to destroy.\n`],
  ["a creation that isn't listed", `${VPC}${count(2)}`],
  ["outputs alone", `Changes to Outputs:\n  + url = "a"\n`],
  ["nothing", "No changes. Your infrastructure matches the configuration.\n"],
])("a plan with %s is left to terraform show", (_, printed) => {
  expect(creationsIn(printed)).toBeUndefined();
});
