import { addressOf, type Resource, type TerraformJson } from "../../terraform/document";
import type { StackRule } from "./rule";

export const databaseRouted: StackRule = {
  id: "database-routed",
  finds: "a subnet of the database has a route out of the network",
  judge(stack) {
    return stack
      .all("aws_db_subnet_group")
      .flatMap(({ values }) => stack.referred(values.subnet_ids))
      .flatMap((subnet) => tablesOf(subnet, stack))
      .flatMap((table) => stack.pointingAt(table, "aws_route", "route_table_id"))
      .filter((route, i, all) => all.indexOf(route) === i)
      .map((each) => ({ address: addressOf(each), title: "leads out of the database's subnets" }));
  },
};

// --- internal ---

function tablesOf(subnet: Resource, stack: TerraformJson): Resource[] {
  return stack
    .pointingAt(subnet, "aws_route_table_association", "subnet_id")
    .flatMap(({ values }) => stack.referred(values.route_table_id));
}
