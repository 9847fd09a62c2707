import { changes, type Plan, type ResourceChange } from "./plan";
import { same } from "./values";

/**
 * All that a plan would change, a line each, sorted: `create ADDRESS`, `delete ADDRESS`,
 * `update ADDRESS (attributes that change)`, `replace ADDRESS (attributes that force it)`.
 */
export function stepsOf(plan: Plan): string[] {
  const moved = (plan.resource_changes ?? []).flatMap(({ address, previous_address: from }) =>
    from === undefined ? [] : [`move ${from} to ${address}`],
  );
  return [...changes(plan).map(step), ...moved].sort();
}

function step({ address, change, action_reason: reason }: ResourceChange): string {
  const verbs = [...change.actions].sort().join();
  if (verbs === "create,delete") {
    const triggered = reason === "replace_by_triggers" ? ["replace_triggered_by"] : [];
    const forced = [...(change.replace_paths ?? []).map(([attribute]) => attribute), ...triggered];
    return `replace ${address} (${[...new Set(forced)].sort().join(", ")})`;
  }
  return verbs === "update" ? `update ${address} (${changed(change)})` : `${verbs} ${address}`;
}

function changed({ before, after, after_unknown: unknown }: ResourceChange["change"]): string {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...names, ...Object.keys(unknown).filter((name) => !names.has(name))]
    .filter((name) => isUnknown(unknown[name]) || !same(before?.[name], after?.[name]))
    .sort()
    .join(", ");
}

/** `after_unknown` has true where a value is known after apply, and empty shells elsewhere. */
function isUnknown(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return value === true;
  return Object.values(value).some(isUnknown);
}
