import type { Change } from "./change";
import type { Context } from "./context";
import { isWorld, type Traffic, trafficIn } from "./traffic";

const INGRESS = "aws_vpc_security_group_ingress_rule";

/** The groups that a rule is of; of a group itself that group. */
export function ownersOf(change: Change, context: Context): readonly Change[] {
  if (change.type === "aws_security_group") return [change];
  return context.namedBy(change, "security_group_id", "aws_security_group");
}

/** Whether a rule lets visitors in to a load balancer, on a port on which the load balancer listens. */
export function isEntry(change: Change, traffic: Traffic, context: Context): boolean {
  const { protocol, from, to } = traffic;
  if (protocol !== "tcp" || from !== to) return false;
  return balancersBehind(change, context).some((balancer) =>
    context
      .naming(balancer, "aws_lb_listener", "load_balancer_arn")
      .some(({ after, before }) => (after.number("port") ?? before.number("port")) === from),
  );
}

/** Whether the world came in by the same load balancer before, or the load balancer is a new one. */
export function servesWorld(change: Change, context: Context): boolean {
  const balancers = balancersBehind(change, context);
  if (!balancers.some(({ before }) => before.exists)) return true;
  const groups = ownersOf(change, context);
  return groups
    .flatMap((group) => context.naming(group, INGRESS, "security_group_id"))
    .some(({ before }) => before.exists && trafficIn(before).peers.some(isWorld));
}

// --- internal ---

function balancersBehind(change: Change, context: Context): readonly Change[] {
  const groups = ownersOf(change, context);
  if (groups.length > 0) {
    return groups.flatMap((group) => context.naming(group, "aws_lb", "security_groups"));
  }
  // Without the configuration, a plan doesn't say which group a new rule will be of.
  return change.tier === "load balancer" ? context.all("aws_lb") : [];
}
