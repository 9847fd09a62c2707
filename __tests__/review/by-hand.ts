import type { Plan, ResourceChange, Values } from "../../terraform/plan";

/**
 * Rules that no kept plan needs: where they find something, another rule finds it as well. Each with
 * a change in which it fires, and one that differs in one attribute, in which it is silent.
 */
export interface ByHand {
  readonly rule: string;
  readonly fires: Plan;
  readonly silent: Plan;
}

const A = "us-east-1a";
const B = "us-east-1b";
const C = "us-east-1c";

/** An instance of the one cluster; without `is` the same, with null it goes. */
function instance(key: string, was: Values, is: Values | null = was): ResourceChange {
  const same = { identifier: key, cluster_identifier: "lab-database", engine: "aurora-mysql" };
  return resource(
    "aws_rds_cluster_instance",
    `database_${key}`,
    { ...same, ...was },
    is && { ...same, ...is },
  );
}

function resource(type: string, name: string, was: Values, is: Values | null): ResourceChange {
  const moved = is !== null && was.availability_zone !== is.availability_zone;
  const changed = JSON.stringify(was) === JSON.stringify(is) ? ["no-op"] : ["update"];
  const actions = is === null ? ["delete"] : moved ? ["delete", "create"] : changed;
  const change = { actions, before: was, after: is, after_unknown: {} };
  return { address: `${type}.${name}`, mode: "managed", type, name, change } as ResourceChange;
}

function planOf(...resource_changes: ResourceChange[]): Plan {
  return { format_version: "1.2", terraform_version: "1.15.5", resource_changes };
}

const writer = (zone: string, size = "large") => {
  return { availability_zone: zone, instance_class: `db.r7g.${size}`, writer: true };
};
const reader = (zone: string, size = "large") => {
  return { availability_zone: zone, instance_class: `db.r7g.${size}`, writer: false };
};
const role = (boundary: string) => ({ name: "lab-web", permissions_boundary: boundary });
const policy = "arn:aws:iam::123456789012:policy/lab-boundary";
const flow = { id: "fl-1", traffic_type: "ALL" };
const stays = instance("a", writer(A));
const third = instance("c", reader(C));

export const BY_HAND: readonly ByHand[] = [
  {
    rule: "failover-smaller",
    fires: planOf(stays, instance("b", reader(B), reader(B, "medium"))),
    silent: planOf(stays, instance("b", reader(B), reader(B, "xlarge"))),
  },
  {
    rule: "instance-replaced",
    fires: planOf(stays, instance("b", reader(B), reader(C))),
    silent: planOf(stays, third, instance("b", reader(B), reader(C))),
  },
  {
    rule: "one-zone",
    fires: planOf(stays, instance("c", reader(A)), instance("b", reader(B), null)),
    silent: planOf(stays, third, instance("b", reader(B), null)),
  },
  {
    rule: "boundary-removed",
    fires: planOf(resource("aws_iam_role", "web", role(policy), role(""))),
    silent: planOf(resource("aws_iam_role", "web", role(""), role(policy))),
  },
  {
    rule: "watch-off",
    fires: planOf(resource("aws_flow_log", "network", flow, null)),
    silent: planOf(resource("aws_flow_log", "network", flow, { ...flow, traffic_type: "REJECT" })),
  },
  {
    rule: "cost",
    fires: planOf(stays, instance("b", reader(B), reader(B, "4xlarge"))),
    silent: planOf(stays, instance("b", reader(B), reader(B, "xlarge"))),
  },
];
