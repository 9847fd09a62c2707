import { monthlyOf } from "../monthly";
import type { PlanRule } from "../rule";

/** A month's dollars and a factor: from both on, somebody should have decided on it. */
const MUCH = 100;
const TIMES = 2;

export const cost: PlanRule = {
  id: "cost",
  family: "cost",
  levels: ["attention", "note"],
  finds: "what is paid by the hour grows: attention if it doubles by at least 100 dollars a month",
  why: "the bill comes a month later",
  judgePlan(_, context) {
    const { before, after, complete } = monthlyOf(context);
    if (after <= before || before === 0) return [];
    const much = after >= before * TIMES && after - before >= MUCH;
    const least = complete ? "" : " at least";
    return [
      {
        address: "plan",
        level: much ? "attention" : "note",
        title: `costs${least} ${Math.round(after - before)} dollars a month more`,
        remedy: "make sure that it is meant",
        changes: [{ path: "dollars a month", before, after }],
      },
    ];
  },
};
