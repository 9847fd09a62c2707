import { review } from "../../review/review";
import type { Family, Finding as Judged } from "../../review/rule";
import { RULES } from "../../review/rules";
import type { Plan } from "../../terraform/plan";

/** What a step of the next deploy does to users, or to what protects them, in the review's words. */
export type Effect = Pick<Judged, "rule" | "level" | "title" | "why" | "downtime">;

/** By address. What stands in no entry, no user notices. */
export type Effects = ReadonlyMap<string, readonly Effect[]>;

/** @param plan an ordinary one, with all values of all resources but the secret ones */
export function effectsOf(plan: Plan): Effects {
  const all = review(plan).findings.filter(({ rule }) => FELT.has(rule));
  return new Map(
    all.map(({ address }) => [
      address,
      all
        .filter((each) => each.address === address)
        .map(({ rule, level, title, why, downtime }) => ({
          rule,
          level,
          title,
          why,
          ...(downtime !== undefined && { downtime }),
        })),
    ]),
  );
}

// --- internal ---

/** The others judge the plan, or the bill. */
const FAMILIES: readonly Family[] = ["data", "service", "database", "doors", "secrets"];
const FELT = new Set(RULES.filter(({ family }) => FAMILIES.includes(family)).map(({ id }) => id));
