import type { Located, Rule } from "../../review/rule";

/** The rule, if it never found anything. */
export function silent(rule: Rule): Rule {
  return "judgePlan" in rule
    ? { ...rule, judgePlan: () => [] }
    : { ...rule, judge: () => undefined };
}

/**
 * The rule, if it raised all that it is asked about, no higher than it must to be seen: each changed
 * resource of its types, or the plan.
 */
export function loud(rule: Rule): Rule {
  const level = rule.levels.includes("attention") ? "attention" : "danger";
  const said: Omit<Located, "address"> = { level, title: "is loud", remedy: "none" };
  return "judgePlan" in rule
    ? { ...rule, judgePlan: () => [{ ...said, address: "plan" }] }
    : { ...rule, judge: () => said };
}
