import { review } from "../../review/review";
import type { Plan } from "../../terraform/plan";
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

test("a group that had spot instances before doesn't start them", () => {
  const plan = keptPlan("another-instance-type-to-fall-back-on");
  const policy = (max: number) => ({
    max_size: max,
    mixed_instances_policy: [
      { instances_distribution: [{ on_demand_percentage_above_base_capacity: 50 }] },
    ],
  });
  const spot = (had: boolean) =>
    plan.resource_changes?.map((entry) => {
      if (entry.type !== "aws_autoscaling_group") return entry;
      const { before, after } = entry.change;
      const change = {
        before: { ...before, ...(had && policy(4)) },
        after: { ...after, ...policy(5) },
      };
      return { ...entry, change: { ...entry.change, ...change } };
    });
  const rules = (had: boolean) =>
    review({ ...plan, resource_changes: spot(had) } as Plan).findings.map(({ rule }) => rule);
  expect(rules(false)).toContain("spot-started");
  expect(rules(true)).not.toContain("spot-started");
});
