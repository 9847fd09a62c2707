import { isListOfOthers } from "./additions";
import { type Difference, differences } from "./differences";
import { block, isBlock, theOne } from "./document";
import { isMarked } from "./marks";
import { isOpening } from "./openings";
import type { Change, Plan, ResourceChange } from "./plan";
import { type Done, doneIn, overlap, plannedIn, willChange } from "./planned";
import type { Verb } from "./steps";

/** How one resource differs from what Terraform knew of it, or from what its JSON says. */
export interface Drift {
  readonly address: string;
  /**
   * `deleted` and `changed`: outside Terraform, and the plan undoes it. `planned`: the plan changes it,
   * though nothing happened since the last apply. `reported` is no drift: AWS says something new, and
   * the plan leaves it.
   */
  readonly kind: "deleted" | "changed" | "planned" | "reported";
  /** None of what is deleted, and of a step without values. */
  readonly differences: readonly Difference[];
  /** What the plan does to the resource; none of what is reported, and where the plan doesn't say. */
  readonly does?: Verb;
  /** None of an output. */
  readonly change?: Change;
}

/**
 * What changed outside Terraform since the last apply, without what looks like it and is not, and all
 * else that the plan changes. On a fresh apply `resource_drift` is full of news that is none: AWS filled
 * in what was empty, a list shows what other resources of ours have put there, `tags` repeats
 * `tags_all`, and null stands for nothing.
 * @param plan an ordinary plan, which says what it changes. Of one that only refreshes, or that failed
 *   halfway, what we set counts as drift.
 * @param settings the stack's JSON, which says what we set; without it `settingsIn(plan)`
 */
export function driftIn(plan: Plan, settings: unknown = settingsIn(plan)): Drift[] {
  const doneTo = doneIn(plan);
  const drift = (plan.resource_drift ?? []).flatMap((each) =>
    driftOf(each, doneTo(each.address), settings),
  );
  const planned = plannedIn(plan, (address, does, path) =>
    drift.some(
      (each) =>
        each.address === address &&
        each.does === does &&
        (path === undefined || each.differences.some((known) => overlap(known.path, path))),
    ),
  );
  return [...drift, ...planned.map((each): Drift => ({ ...each, kind: "planned" }))];
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

/** Attributes that show what other resources of ours have put there: those have the drift. */
const ECHOES: Readonly<Record<string, readonly string[]>> = {
  aws_s3_bucket: ["policy", "server_side_encryption_configuration"],
  aws_sns_topic: ["policy"],
};

function driftOf(drifted: ResourceChange, done: Done | undefined, settings: unknown): Drift[] {
  const { address, type, name, mode, change } = drifted;
  if (mode !== "managed") return [];
  const does = done?.does && { does: done.does };
  if (change.actions.includes("delete")) {
    return [{ address, kind: "deleted", differences: [], change, ...does }];
  }
  const config = block(block(block(settings).resource)[type])[name];
  const isOurs = (path: readonly string[]) =>
    done ? isUndone(done.change, config, path) : isSetByUs(config, path);
  const all = differences(change.before, change.after).filter(
    // Of tags, tags_all has all.
    ({ path: [attribute = ""] }) =>
      attribute !== "tags" &&
      !ECHOES[type]?.includes(attribute) &&
      !isListOfOthers(type, attribute) &&
      !isOpening(type, attribute),
  );
  const ours = all.filter(({ path }) => isOurs(path));
  // What was empty is no news: AWS had not made it up yet when Terraform asked last.
  const reported = all.filter((each) => !ours.includes(each) && !isEmpty(each.before));
  const found: Drift[] = [
    { address, kind: "changed", differences: ours, change, ...does },
    { address, kind: "reported", differences: reported, change },
  ];
  return found.filter((each) => each.differences.length > 0);
}

/** Whether a plan changes this part, by its value or, where that follows later, by what we set. */
function isUndone(change: Change, config: unknown, path: readonly string[]): boolean {
  if (willChange(change).some((each) => overlap(each.path, path))) return true;
  return isMarked(change.after_unknown, path) && isBlock(config) && isSet(config, path);
}

function isEmpty(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    value === "" ||
    (Array.isArray(value) && value.length === 0)
  );
}

function isSetByUs(config: unknown, path: readonly string[]): boolean {
  if (isIgnored(config, path)) return false;
  if (path[0] === "tags_all") return true;
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
