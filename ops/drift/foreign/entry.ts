import type { Watch } from "../foreign";
import type { Action } from "../surroundings";

/** Listeners of our load balancer that are none of ours. */
export const listeners: Watch = (seen, ours) =>
  seen.listeners
    .filter(({ ListenerArn }) => !ours.has(ListenerArn))
    .map(({ ListenerArn: id = "", LoadBalancerArn, Port, Protocol, DefaultActions = [] }) => ({
      address: ours.address(LoadBalancerArn, "aws_lb"),
      what: "listener",
      id,
      says: `${Protocol} ${Port}, ${done(DefaultActions)}`,
      hurts: `the load balancer also answers on port ${Port}, to whom its firewall lets in there`,
      undo: `elbv2 delete-listener --listener-arn ${id}`,
    }));

/** Rules of our listeners: we have none but the default ones. */
export const rules: Watch = (seen, ours) =>
  seen.rules
    .filter(({ RuleArn }) => !ours.has(RuleArn))
    .flatMap(({ RuleArn: id = "", Priority, Conditions = [], Actions = [] }) => {
      const listener = id.replace(":listener-rule/", ":listener/").replace(/\/[^/]+$/, "");
      if (!ours.has(listener)) return []; // of a foreign listener, which is a finding itself
      const asked = Conditions.map(({ Field, Values = [] }) => `${Field} ${Values.join(" or ")}`);
      const says = `${asked.join(" and ")}: ${done(Actions)}`;
      return {
        address: ours.address(listener, "aws_lb_listener"),
        what: "rule",
        id,
        says: `${Priority}, ${says}`,
        hurts: `users who ask for ${asked.join(" and ")} don't get to the fleet`,
        undo: `elbv2 delete-rule --rule-arn ${id}`,
      };
    });

// --- internal ---

/** `forward to web-1`, `fixed-response` */
function done(actions: readonly Action[]): string {
  return actions
    .map(({ Type, TargetGroupArn }) => {
      const [, group] = /:targetgroup\/([^/]+)/.exec(TargetGroupArn ?? "") ?? [];
      return group === undefined ? `${Type}` : `${Type} to ${group}`;
    })
    .join(" and ");
}
