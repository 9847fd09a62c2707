import { review } from "../../review/review";
import type { Plan } from "../../terraform/plan";
import { BY_HAND } from "./by-hand";

/** Whether a rule raises something in a plan; a note is nothing that anybody has to act on. */
function raises(rule: string, plan: Plan): boolean {
  return review(plan).findings.some((each) => each.rule === rule && each.level !== "note");
}

test.each(BY_HAND)("$rule fires, and is silent where one attribute is another", (each) => {
  expect(raises(each.rule, each.fires)).toBe(true);
  expect(raises(each.rule, each.silent)).toBe(false);
});
