import { readdirSync } from "node:fs";
import { join } from "node:path";
import { review } from "../../review/review";
import { RULES } from "../../review/rules";
import { BY_HAND } from "./by-hand";
import type { Label } from "./change";
import { cases } from "./changes";
import { cores } from "./changes/cores";
import { faultsIn, silenced } from "./faults";
import { fileAt, planAt } from "./form";

const inCores = readdirSync(fileAt("cores").replace(/\.json$/, "")).flatMap((core) =>
  readdirSync(fileAt(join("cores", core)).replace(/\.json$/, "")).map((file) => {
    const name = file.replace(/\.json$/, "");
    return [`cores/${core}/${name}`, cores[name]] as const;
  }),
);
/** Each plan by name, and what a review must say of it. */
const labelled: readonly (readonly [string, Label | undefined])[] = [
  ...cases.map(({ name, change }) => [name, change.label] as const),
  ...inCores,
];

for (const [name, label] of labelled) {
  test(`${name} is judged as its label says`, () => {
    expect(label && faultsIn(review(planAt(name)), label)).toEqual([]);
  });
}

/** What people act on. That parts of a plan are missing is a note, and comes with their absence. */
function essence(name: string) {
  const { verdict, counts, monthly, findings } = review(planAt(name));
  const raised = findings.filter(({ rule }) => rule !== "partial-plan");
  return { verdict, counts, monthly, raised: raised.map((each) => JSON.stringify(each)).sort() };
}

test.each(cases.filter(({ change }) => change.form === "both").map(({ name }) => name))(
  "%s is judged alike as Terraform wrote it, with all that is trimmed here",
  (name) => {
    expect(essence(name)).toEqual(essence(`whole/${name}`));
  },
);

describe("a rule that finds nothing turns this suite red:", () => {
  const reviews = labelled.map(([name, label]) => ({ label, review: review(planAt(name)) }));
  const rules = RULES.filter(
    ({ id, levels }) =>
      levels.some((level) => level !== "note") && !BY_HAND.some(({ rule }) => rule === id),
  );
  test.each(rules.map(({ id }) => id))("%s", (id) => {
    const red = reviews.some(
      ({ label, review }) => label && faultsIn(silenced(review, id), label).length > 0,
    );
    expect(red).toBe(true);
  });
});

describe("a rule that finds something in each change turns this suite red:", () => {
  const harmless = cases
    .filter(({ change }) => change.label.verdict.join() === "safe")
    .map(({ name, change }) => ({ plan: planAt(name), label: change.label }));
  test.each(RULES.flatMap((rule) => ("types" in rule ? [[rule.id, rule.types] as const] : [])))(
    "%s",
    (_, types) => {
      const loud = harmless.some(({ plan }) =>
        (plan.resource_changes ?? []).some(
          ({ type, change }) => types.includes(type) && change.actions[0] !== "no-op",
        ),
      );
      expect(loud).toBe(true);
    },
  );
});
