import { addressOf, type Resource, type TerraformJson } from "../../terraform/document";
import type { StackRule } from "./rule";

export const databaseNear: StackRule = {
  id: "database-near",
  finds: "what the internet reaches may reach the database: nothing stands between them",
  judge(stack) {
    return stack
      .all("aws_rds_cluster")
      .flatMap(({ values }) => stack.referred(values.vpc_security_group_ids))
      .filter((group, i, all) => all.indexOf(group) === i)
      .flatMap((group) => rulesOf(group, stack))
      .filter(({ values }) =>
        stack
          .referred(values.referenced_security_group_id)
          .some((peer) => rulesOf(peer, stack).some(isForRanges)),
      )
      .map((each) => ({
        address: addressOf(each),
        title: "lets in a group that takes connections from outside the network",
      }));
  },
};

// --- internal ---

function rulesOf(group: Resource, stack: TerraformJson): Resource[] {
  return stack.pointingAt(group, "aws_vpc_security_group_ingress_rule", "security_group_id");
}

function isForRanges({ values }: Resource): boolean {
  return [values.cidr_ipv4, values.cidr_ipv6, values.prefix_list_id].some(
    (each) => typeof each === "string",
  );
}
