import { type Difference, differences, isBlock, theOne } from "../../terraform/differences";
import { isMarked } from "../../terraform/marks";
import type { Plan, ResourceChange } from "../../terraform/plan";
import { additionsIn, isListOfOthers } from "./additions";

export type Kind = "deleted" | "changed" | "added" | "reported";

/** What is different about one resource. */
export interface Finding {
  readonly address: string;
  /** `reported` is no drift: nobody of ours has said how it must be. */
  readonly kind: Kind;
  readonly attributes: readonly Attribute[];
}

export interface Attribute {
  readonly path: string;
  /** Left out where the value is secret. */
  readonly before?: unknown;
  readonly after?: unknown;
  readonly sensitive?: true;
}

/**
 * What has changed outside Terraform.
 * @param plan of `terraform plan -refresh-only`
 * @param document the synthesized JSON, which tells what we set
 */
export function classify(plan: Plan, document: unknown): Finding[] {
  const changed = (plan.resource_drift ?? []).flatMap((each) => findingsOf(each, document));
  const added = additionsIn(plan).map(({ address, attribute: path, what }): Finding => {
    return { address, kind: "added", attributes: [{ path, after: what }] };
  });
  return [...changed, ...added];
}

// --- internal ---

/** What is ours though we don't set it: left out, it says that there must be none. */
const OURS_UNSET: Readonly<Record<string, readonly string[]>> = {
  aws_default_security_group: ["ingress", "egress"],
};

function findingsOf(resource: ResourceChange, document: unknown): Finding[] {
  const { address, type, name, mode, change } = resource;
  if (mode !== "managed") return [];
  if (change.actions.includes("delete")) return [{ address, kind: "deleted", attributes: [] }];
  const config = at(document, "resource", type, name);
  const all = differences(change.before, change.after).filter(
    // Of tags, tags_all has all.
    ({ path: [attribute] }) => attribute !== "tags" && !isListOfOthers(type, attribute),
  );
  const ours = all.filter(({ path }) => isOurs(type, config, path));
  // What was empty is no news: AWS had not made it up yet when Terraform asked last.
  const reported = all.filter((each) => !ours.includes(each) && !isEmpty(each.before));
  const finding = (kind: Kind, some: readonly Difference[]): Finding[] =>
    some.length === 0
      ? []
      : [{ address, kind, attributes: some.map((each) => attribute(each, change)) }];
  return [...finding("changed", ours), ...finding("reported", reported)];
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
  const block = theOne(config);
  if (key === undefined || !isBlock(block)) return true;
  return Object.hasOwn(block, key) && isSet(block[key], rest);
}

function isIgnored(config: unknown, path: readonly string[]): boolean {
  const names = [at(config, "lifecycle", "ignore_changes") ?? []].flat().map(String);
  const dotted = `${nameOf(path)}.`;
  return names.some(
    (name) => name === "all" || dotted.startsWith(`${name.replaceAll("[0]", "")}.`),
  );
}

/** People say `tags`; `tags_all` is those with the provider's default tags. */
function nameOf(path: readonly string[]): string {
  return path.join(".").replace(/^tags_all/, "tags");
}

function attribute({ path, before, after }: Difference, change: ResourceChange["change"]) {
  const name = nameOf(path);
  const secret = [change.before_sensitive, change.after_sensitive].some((m) => isMarked(m, path));
  return secret
    ? { path: name, sensitive: true as const }
    : { path: name, before: before ?? null, after: after ?? null };
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => {
    const block = theOne(inner);
    return isBlock(block) ? block[key] : undefined;
  }, value);
}
