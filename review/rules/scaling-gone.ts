import { ends, isGone, isReplaced, turnsOff } from "../change";
import type { ResourceRule } from "../rule";

export const scalingGone: ResourceRule = {
  id: "scaling-gone",
  family: "service",
  levels: ["attention", "note"],
  finds: "a scaling policy goes, and its group stays",
  why: "without the policy the fleet no longer grows with the load",
  types: ["aws_autoscaling_policy"],
  judge(change, context) {
    const groups = context.namedBy(change, "autoscaling_group_name", "aws_autoscaling_group");
    if (groups.some((each) => isGone(each))) return undefined;
    if (isReplaced(change)) {
      return {
        level: "note",
        title: "is made again, and doesn't scale for a moment",
        remedy: "none",
        shows: change.forcedBy,
      };
    }
    if (!ends(change) && !turnsOff(change, "enabled")) return undefined;
    const others = context
      .all(change.type)
      .filter((each) => each !== change && !isGone(each) && each.after.flag("enabled") !== false);
    return {
      level: others.length > 0 ? "note" : "attention",
      title:
        others.length > 0 ? "goes; other policies still scale" : "goes: the fleet keeps its size",
      remedy: "keep one policy at least",
      shows: ends(change) ? [] : ["enabled"],
    };
  },
};
