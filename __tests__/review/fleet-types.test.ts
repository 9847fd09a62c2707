import { review } from "../../review/review";
import { keptPlan } from "../support/kept-plans";

test.each(["another-instance-type-to-fall-back-on", "one-instance-type-again"])(
  "%s is judged as a rollout, and costs what the fleet costs before",
  (name) => {
    const { findings, monthly } = review(keptPlan(name));
    const found = findings.filter(({ rule }) => rule !== "partial-plan");
    expect(found.map(({ rule, level }) => [rule, level])).toEqual([["fleet-rollout", "note"]]);
    expect(monthly.before).toBeGreaterThan(0);
    expect(monthly.after).toBe(monthly.before);
  },
);
