import { type Expression, parse } from "./expression";
import type { State } from "./state";

/**
 * Whether the rule of a composite alarm holds, for the states of the alarms that it names. AWS evaluates a composite
 * alarm to ALARM if its rule holds, and to OK otherwise.
 */
export function holds(rule: string, states: Readonly<Record<string, State>>): boolean {
  return isTrue(parse(rule), (name) => {
    const state = states[name];
    if (state === undefined) throw new Error(`the rule names "${name}", an alarm that isn't there`);
    return state;
  });
}

/** The names of the alarms in a rule, in their order, each once. Throws what `parse` throws. */
export function namesIn(rule: string): string[] {
  const names = new Set<string>();
  everyState(parse(rule), (name) => names.add(name));
  return [...names];
}

// --- internal ---

const STATES: readonly string[] = ["OK", "ALARM", "INSUFFICIENT_DATA"] satisfies State[];

function isTrue(rule: Expression, stateOf: (name: string) => State): boolean {
  const inner = (part: Expression) => isTrue(part, stateOf);
  if (rule.kind === "name" && (rule.value === "TRUE" || rule.value === "FALSE"))
    return rule.value === "TRUE";
  if (rule.kind === "prefix" && rule.operator === "NOT") return !inner(rule.of);
  // Both sides are always asked, so that a missing alarm is found on either.
  if (rule.kind === "pair" && rule.operator === "AND")
    return [inner(rule.left), inner(rule.right)].every(Boolean);
  if (rule.kind === "pair" && rule.operator === "OR")
    return [inner(rule.left), inner(rule.right)].some(Boolean);
  const [state, name] = asked(rule);
  return stateOf(name) === state;
}

function everyState(rule: Expression, each: (name: string) => void): void {
  isTrue(rule, (name) => {
    each(name);
    return "OK";
  });
}

function asked(rule: Expression): [string, string] {
  if (rule.kind === "call" && STATES.includes(rule.name) && rule.given.length === 1) {
    const [name] = rule.given;
    if (name?.kind === "text") return [rule.name, name.value];
  }
  const states = STATES.map((state) => `${state}("name")`).join(", ");
  throw new Error(
    `a rule must be made of ${states}, TRUE, FALSE, AND, OR, NOT, got ${described(rule)}`,
  );
}

const described = (rule: Expression) =>
  rule.kind === "call" ? `${rule.name}(…)` : "value" in rule ? `${rule.value}` : `a ${rule.kind}`;
