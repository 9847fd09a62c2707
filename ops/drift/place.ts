import type { Plan, Values } from "../../terraform/plan";
import type { Subject } from "./history";
import type { Home } from "./home";

/** What a plan knows of a resource as it is; of a deleted one, as it was. */
export function valuesOf(plan: Plan, address: string): Values {
  const here = <T extends { address: string }>(all: readonly T[] = []) =>
    all.find((each) => each.address === address);
  const now = {
    ...here(plan.prior_state?.values?.root_module?.resources)?.values,
    ...here(plan.resource_changes)?.change.before,
  };
  return Object.keys(now).length > 0 ? now : (here(plan.resource_drift)?.change.before ?? {});
}

/** ARN, or AWS's id of what has none. Undefined for what isn't there yet. */
export function idIn({ arn, id }: Values): string | undefined {
  return [arn, id].find((each) => typeof each === "string" && each !== "") as string | undefined;
}

/** `arn:aws:rds:us-east-1:123456789012:db:lab`; with account and region where the id doesn't name them. */
export function placeInWords(id: string, { account = "unknown", region }: Home): string {
  const says = id.includes(region) && id.includes(account);
  return says ? id : `${id} (account ${account}, ${region})`;
}

/**
 * How CloudTrail may name a thing, and in which region it keeps what happened to it.
 * @param what the address of a resource, or the id of what is none of ours
 */
export function subjectOf(what: string, values: Values, region: string): Subject {
  const [type = ""] = what.split(".");
  const { [OWNERS[type] ?? ""]: owner, id, arn } = values;
  const own = owner === undefined ? [id, arn] : [owner];
  const names = own.filter((each): each is string => typeof each === "string" && each !== "");
  const isGlobal = /^aws_(iam|route53)_/.test(type);
  return { what, names: [...new Set(names)], region: isGlobal ? "us-east-1" : region };
}

// --- internal ---

/** Types of which AWS knows no id, or none that CloudTrail keeps, and the attribute with what they are a part of. */
const OWNERS: Readonly<Record<string, string>> = {
  aws_autoscaling_policy: "autoscaling_group_name",
  aws_iam_role_policy: "role",
  aws_iam_role_policy_attachment: "role",
  aws_route: "route_table_id",
  aws_route_table_association: "route_table_id",
  aws_vpc_security_group_egress_rule: "security_group_id",
  aws_vpc_security_group_ingress_rule: "security_group_id",
};
