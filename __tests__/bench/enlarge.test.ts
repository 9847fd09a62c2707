import { enlarged } from "../../bench/review/enlarge";
import { review } from "../../review/review";
import type { Plan } from "../../terraform/plan";
import { planAt } from "../review/form";

const small = planAt("cores/terraform-1.15.5/review-opens-the-door");
const large = enlarged(small, 7) as Plan;

test("a plan grows to the changes that are asked for, in whole copies of itself", () => {
  const { counts } = review(large);
  expect(counts.update).toBe(9); // 3 changes, 3 times
});

test("each copy has addresses of its own, and is judged as the original", () => {
  const found = (plan: Plan) => review(plan).findings.map(({ rule }) => rule);
  const addresses = review(large).findings.map(({ address }) => address);
  expect(addresses).toContain("module.copy[2].aws_iam_role_policy.app");
  expect(found(large)).toHaveLength(3 * found(small).length);
});
