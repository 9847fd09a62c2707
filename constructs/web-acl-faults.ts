import { sentence } from "../terminal/refusal";

/**
 * What AWS alone would find in a web ACL: the provider takes rules with no action, with both kinds of it,
 * and with the same priority.
 */
export function webAclFaults(acl: Readonly<Record<string, unknown>>): string[] {
  const rules = (acl.rule ?? []) as readonly Rule[];
  return [...rules.flatMap(actionFaults), ...priorityFaults(rules)];
}

// --- internal ---

interface Rule {
  readonly name: string;
  readonly priority: number;
  readonly action?: object;
  readonly override_action?: object;
  readonly statement?: Readonly<Record<string, unknown>>;
}

function actionFaults({ name, action, override_action, statement = {} }: Rule): string[] {
  const isGroup = Object.keys(statement).some((kind) => kind.endsWith("rule_group_statement"));
  const [wanted, why] = isGroup
    ? ["override_action", "its statement is a rule group"]
    : ["action", "its statement is no rule group"];
  const given = [...(action ? ["action"] : []), ...(override_action ? ["override_action"] : [])];
  if (given.length === 1 && given[0] === wanted) return [];
  const must = `rule ${name} must have ${wanted} alone, since ${why}`;
  return [sentence(must, given, `give it one ${wanted}`)];
}

function priorityFaults(rules: readonly Rule[]): string[] {
  const priorities = rules.map(({ priority }) => priority);
  if (new Set(priorities).size === priorities.length) return [];
  return [
    sentence("rules must have priorities that differ", priorities, "give each another number"),
  ];
}
