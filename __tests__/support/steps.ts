import { changes, type Plan, type ResourceChange } from "../../emulator/terraform";

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

/** As Terraform shows it: providers of the older kind mix null with "", 0, false and empty lists. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(withoutEmpty(a)) === JSON.stringify(withoutEmpty(b));
}

function withoutEmpty(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value || undefined;
  if (Array.isArray(value)) return value.length > 0 ? value.map(withoutEmpty) : undefined;
  const entries = Object.entries(value).map(([key, each]) => [key, withoutEmpty(each)] as const);
  const kept = entries
    .filter(([, each]) => each !== undefined)
    .sort(([x], [y]) => (x < y ? -1 : 1));
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}
