import { type Change, stays } from "../change";
import type { ResourceRule } from "../rule";

export const fleetDetached: ResourceRule = {
  id: "fleet-detached",
  family: "service",
  levels: ["attention"],
  finds: "a fleet leaves a target group and joins no other, or suspends its own processes",
  why: "instances that no load balancer knows serve nobody",
  types: ["aws_autoscaling_group"],
  elsewhere: ["aws_autoscaling_attachment", "aws_lb_target_group_attachment"],
  judge(change) {
    if (change.type !== "aws_autoscaling_group") {
      return change.verb === "delete" ? { ...LEAVES } : undefined;
    }
    if (leaves(change)) return { ...LEAVES, shows: [GROUPS] };
    const stopped = change.after
      .texts(STOPPED)
      .filter((each) => !change.before.texts(STOPPED).includes(each));
    if (!stays(change) || stopped.length === 0) return undefined;
    return {
      level: "attention",
      title: `stops ${stopped.join(", ")}`,
      remedy: "start it again as soon as what it is stopped for is done",
      shows: [STOPPED],
    };
  },
};

// --- internal ---

const GROUPS = "target_group_arns";
const STOPPED = "suspended_processes";

const LEAVES = {
  level: "attention",
  title: "leaves its target group: the load balancer sends it no requests any more",
  remedy: "keep the target group, or join another first",
  downtime: "the whole service, until the fleet is in a target group again",
} as const;

function leaves(change: Change): boolean {
  if (!stays(change) || change.after.isUnknown(GROUPS)) return false;
  return change.before.texts(GROUPS).length > 0 && change.after.texts(GROUPS).length === 0;
}
