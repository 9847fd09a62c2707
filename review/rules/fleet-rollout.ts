import { type Change, differs, stays } from "../change";
import type { Judgement, ResourceRule } from "../rule";

const TEMPLATE = ["launch_template", "mixed_instances_policy", "launch_configuration"];

export const fleetRollout: ResourceRule = {
  id: "fleet-rollout",
  family: "service",
  levels: ["attention", "note"],
  finds: "instances are replaced: how many at a time, and how long at most",
  why: "the apply is done some minutes before the fleet is, and both versions serve meanwhile",
  types: ["aws_autoscaling_group", "aws_launch_template"],
  judge(change) {
    if (change.type === "aws_launch_template" || !stays(change)) return undefined;
    const path = TEMPLATE.find((each) => differs(change, each));
    if (path === undefined) return undefined;
    const { after } = change;
    const shows = [path];
    if (after.text("instance_refresh.strategy") === undefined) {
      return {
        level: "note",
        title: "starts new instances from another template, and leaves those that run as they are",
        remedy: "replace the old ones, or give the group an instance_refresh",
        shows,
      };
    }
    return { ...rollout(change), shows };
  },
};

// --- internal ---

function rollout({ before, after }: Change): Judgement {
  const least = after.number("instance_refresh.preferences.min_healthy_percentage") ?? 90;
  const most = after.number("instance_refresh.preferences.max_healthy_percentage") ?? 100;
  const now = before.number("desired_capacity") ?? after.number("min_size") ?? 1;
  const largest = Math.max(now, after.number("max_size") ?? now);
  const atATime = (size: number) =>
    Math.min(size, Math.max(1, Math.floor((size * (most - least)) / 100)));
  const seconds =
    (after.number("health_check_grace_period") ?? 300) +
    (after.number("default_instance_warmup") ?? 0);
  const minutes = Math.ceil((Math.ceil(largest / atATime(largest)) * seconds) / 60);
  const words = `instances are replaced, ${atATime(now)} of ${now} at a time, in ${minutes} minutes at most`;
  if (least >= 100) {
    return {
      level: "note",
      title: words,
      remedy: "watch the fleet: a release that doesn't get healthy stops at the first instances",
      downtime: NONE,
    };
  }
  return {
    level: "attention",
    title: `${words}; old ones go before new ones are healthy`,
    remedy: "set min_healthy_percentage to 100 and max_healthy_percentage above",
    downtime: `down to ${least} % of the instances${now <= 1 ? ": none for some minutes" : ""}`,
  };
}

const NONE =
  "none: an instance goes when a new one is healthy, and the old ones stay if none gets so";
