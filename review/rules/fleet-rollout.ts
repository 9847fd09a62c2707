import { type Change, differs, stays } from "../change";
import { preferencesOf, rolloutOf } from "../rollout";
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
  const { least } = preferencesOf(after);
  const now = before.number("desired_capacity") ?? after.number("min_size") ?? 1;
  const largest = Math.max(now, after.number("max_size") ?? now);
  const { batch, minutes } = rolloutOf(after, now);
  const sizes = Array.from({ length: largest - now + 1 }, (_, i) => now + i);
  const longest = Math.max(...sizes.map((size) => rolloutOf(after, size).minutes));
  const time =
    longest > minutes ? `${minutes} to ${minutesOf(longest)}` : `${minutesOf(minutes)} at most`;
  const words = `instances are replaced, ${batch} of ${now} at a time, in ${time}`;
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

function minutesOf(count: number): string {
  return count === 1 ? "1 minute" : `${count} minutes`;
}

const NONE = "none: an old instance goes only when a new one is healthy";
