import { type Change, differs, isGone } from "../change";
import { companionsOf, INSTANCE, isWriter, sizeOf } from "../cluster";
import type { ResourceRule } from "../rule";

export const failoverSmaller: ResourceRule = {
  id: "failover-smaller",
  family: "database",
  levels: ["attention"],
  finds: "the largest failover target is smaller than the writer",
  why: "after a failover the smaller instance has to carry the whole load, and may fail to",
  types: [INSTANCE],
  judge(change, context) {
    const all = companionsOf(change, context).filter((each) => !isGone(each));
    const matters = ["instance_class", "promotion_tier"].some((path) => differs(change, path));
    if (!matters && !isGone(change)) return undefined;
    const writer = all.find(isWriter);
    const others = all.filter((each) => each !== writer);
    if (writer === undefined || others.length === 0) return undefined;
    const target = Math.max(...others.map(size));
    if (!(target < size(writer))) return undefined;
    return {
      level: "attention",
      title: "the writer is larger than every instance that would take over",
      remedy: "give one reader the writer's class",
      downtime: "none; at risk is the time after a failover",
      shows: ["instance_class", "promotion_tier"],
    };
  },
};

// --- internal ---

function size({ after }: Change): number {
  return sizeOf(after.text("instance_class")) ?? Number.NaN;
}
