import { isListOfOthers } from "./additions";
import { type Difference, differences } from "./differences";
import { block, isBlock, theOne } from "./document";
import type { Change, Plan, ResourceChange } from "./plan";

/** How one resource differs from what Terraform knew of it. */
export interface Drift {
  readonly address: string;
  /** `reported` is no drift: AWS says something new about what nobody of ours has set. */
  readonly kind: "deleted" | "changed" | "reported";
  /** None of what is deleted. */
  readonly differences: readonly Difference[];
  readonly change: Change;
}

/**
 * What changed outside Terraform since the last apply, without what looks like it and is not. On a
 * fresh apply `resource_drift` is full of news that is none: AWS filled in what was empty, a list
 * shows what other resources of ours have put there, `tags` repeats `tags_all`, and null stands for
 * nothing.
 * @param settings the stack's JSON, which says what we set; without it `settingsIn(plan)`
 */
export function driftIn(plan: Plan, settings: unknown = settingsIn(plan)): Drift[] {
  return (plan.resource_drift ?? []).flatMap((each) => driftOf(each, settings));
}

/**
 * What a plan says of its stack's JSON, in the shape of that JSON. Enough to tell what we set, but
 * not the values that refer to something, and not `ignore_changes`, which no plan holds.
 */
export function settingsIn({ configuration }: Plan): unknown {
  const resource: Record<string, Record<string, unknown>> = {};
  for (const { address, expressions } of configuration?.root_module?.resources ?? []) {
    const [type = "", name = ""] = address.split(".");
    resource[type] = { ...resource[type], [name]: written(expressions) };
  }
  return { resource };
}

/** People say `tags`; `tags_all` is those with the provider's default tags. */
export function nameOf(path: readonly string[]): string {
  return path.join(".").replace(/^tags_all/, "tags");
}

// --- internal ---

/** What is ours though we don't set it: left out, it says that there must be none. */
const OURS_UNSET: Readonly<Record<string, readonly string[]>> = {
  aws_default_security_group: ["ingress", "egress"],
};

function driftOf({ address, type, name, mode, change }: ResourceChange, settings: unknown) {
  if (mode !== "managed") return [];
  const drift = (kind: Drift["kind"], found: readonly Difference[]): Drift => {
    return { address, kind, differences: found, change };
  };
  if (change.actions.includes("delete")) return [drift("deleted", [])];
  const config = block(block(block(settings).resource)[type])[name];
  const all = differences(change.before, change.after).filter(
    // Of tags, tags_all has all.
    ({ path: [attribute] }) => attribute !== "tags" && !isListOfOthers(type, attribute),
  );
  const ours = all.filter(({ path }) => isOurs(type, config, path));
  // What was empty is no news: AWS had not made it up yet when Terraform asked last.
  const reported = all.filter((each) => !ours.includes(each) && !isEmpty(each.before));
  return [drift("changed", ours), drift("reported", reported)].filter(
    (each) => each.differences.length > 0,
  );
}

function isEmpty(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    value === "" ||
    (Array.isArray(value) && value.length === 0)
  );
}

function isOurs(type: string, config: unknown, path: readonly string[]): boolean {
  const [attribute = ""] = path;
  if (isIgnored(config, path)) return false;
  if (attribute === "tags_all" || OURS_UNSET[type]?.includes(attribute)) return true;
  return isBlock(config) && isSet(config, path);
}

/** Down to where the JSON says no more: from there on it is a value, or a reference to one. */
function isSet(config: unknown, [key, ...rest]: readonly string[]): boolean {
  const inner = theOne(config);
  if (key === undefined || !isBlock(inner)) return true;
  return Object.hasOwn(inner, key) && isSet(inner[key], rest);
}

function isIgnored(config: unknown, path: readonly string[]): boolean {
  const { ignore_changes: ignored = [] } = block(block(config).lifecycle);
  const dotted = `${nameOf(path)}.`;
  return [ignored]
    .flat()
    .map(String)
    .some((name) => name === "all" || dotted.startsWith(`${name.replaceAll("[0]", "")}.`));
}

/** An expression is `{ constant_value }`, or `{ references }`, or `{}`; a block holds expressions. */
function written(expression: unknown): unknown {
  if (Array.isArray(expression)) return expression.map(written);
  if (!isBlock(expression)) return expression;
  if (Object.hasOwn(expression, "constant_value")) return expression.constant_value;
  const entries = Object.entries(expression);
  if (entries.length === 0 || Object.hasOwn(expression, "references")) return "${…}";
  return Object.fromEntries(entries.map(([key, each]) => [key, written(each)]));
}
