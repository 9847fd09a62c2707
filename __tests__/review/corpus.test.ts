import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { review } from "../../review/review";
import type { Rule } from "../../review/rule";
import { RULES } from "../../review/rules";
import type { Plan } from "../../terraform/plan";
import { keptPlan } from "../support/kept-plans";
import { attention, type Label, safe } from "./change";
import { cases } from "./changes";
import { cores } from "./changes/cores";
import { faultsIn } from "./faults";
import { fileAt, planAt } from "./form";
import { loud, silent } from "./sabotage";

const ofPairs = new Map(cases.map(({ name, change }) => [basename(name), change.label]));
const inCores = readdirSync(fileAt("cores").replace(/\.json$/, "")).flatMap((core) =>
  readdirSync(fileAt(join("cores", core)).replace(/\.json$/, "")).map((file) => {
    const name = file.replace(/\.json$/, "");
    return [`cores/${core}/${name}`, cores[name] ?? ofPairs.get(name)] as const;
  }),
);
/** Transitions that are the only plans with what a rule judges. */
const transitions: readonly (readonly [string, Label])[] = [
  ["transitions/no-web-acl-any-more", attention("aws_wafv2_web_acl_association.load_balancer_waf")],
  ["transitions/from-counting-to-refusing", safe],
  ["transitions/a-backup-vault", safe],
  [
    "transitions/backups-in-the-vault-for-longer",
    attention("aws_backup_vault_lock_configuration.database_vault"),
  ],
];
/** Each plan by name, and what a review must say of it. */
const labelled: readonly (readonly [string, Label | undefined])[] = [
  ...cases.map(({ name, change }) => [name, change.label] as const),
  ...inCores,
  ...transitions,
];
const planOf = (name: string) =>
  name.startsWith("transitions/") ? keptPlan(basename(name)) : planAt(name);

for (const [name, label] of labelled) {
  test(`${name} is judged as its label says`, () => {
    expect(label && faultsIn(review(planOf(name)), label)).toEqual([]);
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

/** Reviews plans with one rule in place of another, until one of them is not as its label says. */
function turnsRed(plans: readonly Labelled[], rule: Rule): boolean {
  const rules = RULES.map((each) => (each.id === rule.id ? rule : each));
  return plans.some(({ plan, label }) => faultsIn(review(plan, rules), label).length > 0);
}

interface Labelled {
  readonly plan: Plan;
  readonly label: Label;
}

describe("sabotage of one rule turns this suite red:", () => {
  const plans = labelled.flatMap(([name, label]) =>
    label === undefined
      ? []
      : [{ plan: planOf(name), label, found: review(planOf(name)).findings }],
  );
  const raisedBy = ({ id }: Rule) =>
    plans.filter(({ found }) => found.some(({ rule, level }) => rule === id && level !== "note"));
  const byId = RULES.map((rule) => [rule.id, rule] as const);

  test.each(byId)("%s finds nothing", (_, rule) => {
    expect(turnsRed(raisedBy(rule), silent(rule))).toBe(true);
  });

  test.each(byId)("%s raises all that it is asked about", (_, rule) => {
    expect(turnsRed(plans, loud(rule))).toBe(true);
  });
});
