import { falls, stays } from "../change";
import type { ResourceRule } from "../rule";

export const fleetSmaller: ResourceRule = {
  id: "fleet-smaller",
  family: "service",
  levels: ["attention", "note"],
  finds: "fewer instances than there are now, or less room to grow",
  why: "fewer instances carry less load, and a fleet at its limit slows down for everybody",
  types: ["aws_autoscaling_group"],
  judge(change) {
    const { before, after } = change;
    if (!stays(change)) return undefined;
    const now = before.number("desired_capacity");
    const most = after.number("max_size");
    if (now !== undefined && most !== undefined && most < now) {
      return {
        level: "attention",
        title: `${now} instances run now, and at most ${most} afterwards`,
        remedy: "make sure that the load needs no more; scale in step by step",
        downtime: "none if the rest carries the load: requests that run are finished first",
        shows: ["max_size", "min_size"],
      };
    }
    if (after.number("min_size") === 0 && falls(change, "min_size")) {
      return {
        level: "attention",
        title: "may have no instance at all",
        remedy: "keep at least one, two for two zones",
        shows: ["min_size"],
      };
    }
    const less = ["min_size", "max_size"].filter((path) => falls(change, path));
    if (less.length === 0) return undefined;
    return {
      level: "note",
      title: less.includes("max_size")
        ? "can grow less than before"
        : "may shrink further than before",
      remedy: "make sure that the load needs no more",
      shows: less,
    };
  },
};
