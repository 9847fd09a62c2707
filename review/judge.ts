import { tierOf } from "../names/tiers";
import type { Plan } from "../terraform/plan";
import type { Change } from "./change";
import type { Context } from "./context";
import type { Finding, Judgement, PlanRule, ResourceRule, Rule, Value } from "./rule";
import { RULES } from "./rules";
import { Secrets } from "./secrets";
import { valueFrom, valuesOf } from "./values";

/**
 * What the rules find in single resources, before and after. That needs no plan: a synthesized
 * stack will do.
 */
export function judgeResources(
  context: Context,
  secrets = new Secrets({}),
  rules: readonly Rule[] = RULES,
): Finding[] {
  const byType = rulesByType(rules);
  const found: Finding[] = [];
  for (const change of context.changes) {
    if (change.verb === "no-op") continue;
    for (const rule of byType.get(change.type) ?? []) {
      if (change.entry.deposed !== undefined && !rule.deposed) continue;
      const judgement = rule.judge(change, context);
      if (judgement !== undefined) found.push(findingOf(rule, change, judgement, secrets));
    }
  }
  return found;
}

/** What the rules find in a plan beside its changes. */
export function judgePlan(
  plan: Plan,
  context: Context,
  secrets: Secrets,
  rules: readonly Rule[] = RULES,
): Finding[] {
  return rules.filter(isPlanRule).flatMap((rule) =>
    rule.judgePlan(plan, context).map(({ changes = [], ...said }) => {
      const shown = changes.map(({ path, ...v }) => valueFrom(path, v.before, v.after, secrets));
      const tier = tierOfAddress(said.address);
      return {
        rule: rule.id,
        tier,
        why: rule.why,
        ...said,
        ...(shown.length > 0 && { changes: shown }),
      };
    }),
  );
}

// --- internal ---

function rulesByType(rules: readonly Rule[]): Map<string, ResourceRule[]> {
  const found = new Map<string, ResourceRule[]>();
  for (const rule of rules) {
    if (isPlanRule(rule)) continue;
    for (const type of new Set([...rule.types, ...(rule.elsewhere ?? [])])) {
      found.set(type, [...(found.get(type) ?? []), rule]);
    }
  }
  return found;
}

/** Without modules and keys: `module.a["x.y"].aws_vpc.network["z"]` is of the network. */
function tierOfAddress(address: string): string {
  const plain = address.replaceAll(/\["(?:[^"\\]|\\.)*"\]|\[\d+\]/g, "");
  return plain.includes(".") ? tierOf(plain) : plain;
}

function isPlanRule(rule: Rule): rule is PlanRule {
  return "judgePlan" in rule;
}

function findingOf(
  { id, why }: ResourceRule,
  { address, tier, entry }: Change,
  { shows = [], ...said }: Judgement,
  secrets: Secrets,
): Finding {
  let changes: readonly Value[] | undefined;
  return {
    rule: id,
    address,
    tier,
    why,
    ...said,
    // Made when somebody shows them: a verdict needs none, and a large plan shows few.
    get changes() {
      changes ??= valuesOf(entry.change, shows, secrets);
      return changes.length > 0 ? changes : undefined;
    },
  };
}
