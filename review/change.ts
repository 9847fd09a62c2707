import { tierOf } from "../names/tiers";
import type { ResourceChange, Values } from "../terraform/plan";
import { forcesOf, type Verb, verbOf } from "../terraform/steps";
import { same } from "../terraform/values";
import { Side } from "./side";

/**
 * One resource before and after. A plan has it so; of a synthesized stack all are made, from what
 * its JSON says. A rule knows no difference.
 */
export interface Change {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly tier: string;
  readonly verb: Verb | "no-op";
  /** Of a replacement: the new one is there before the old one goes. */
  readonly createsFirst: boolean;
  readonly before: Side;
  readonly after: Side;
  /** Attributes that force a replacement. */
  readonly forcedBy: readonly string[];
  readonly entry: ResourceChange;
}

export function changeOf(entry: ResourceChange): Change {
  const { address, type, name, change } = entry;
  const verb = verbOf(entry) ?? "no-op";
  return {
    address,
    type,
    name,
    tier: tierOf(`${type}.${name}`),
    verb,
    createsFirst: change.actions[0] === "create",
    before: new Side(change.before),
    after: new Side(
      verb === "no-op" ? (change.after ?? change.before) : change.after,
      change.after_unknown,
    ),
    forcedBy: verb === "replace" || verb === "create-and-forget" ? forcesOf(entry) : [],
    entry,
  };
}

/** A resource of a synthesized stack, as the plan that makes it would have it. */
export function creationOf(type: string, name: string, values: Values): Change {
  const change = { actions: ["create"] as const, before: null, after: values, after_unknown: {} };
  return changeOf({ address: `${type}.${name}`, mode: "managed", type, name, change });
}

/** Whether the object that there is now ends: it is destroyed or forgotten, replaced or not. */
export function ends({ verb }: Change): boolean {
  return verb === "delete" || verb === "replace" || verb === "forget" || verb === FORGETS;
}

/** Whether nothing takes its place. */
export function isGone({ verb }: Change): boolean {
  return verb === "delete" || verb === "forget";
}

export function isReplaced({ verb }: Change): boolean {
  return verb === "replace" || verb === FORGETS;
}

/** Whether AWS's object goes on and is the same one. */
export function stays({ verb }: Change): boolean {
  return verb === "no-op" || verb === "update";
}

/** Whether a value is another one afterwards, or may be: it is known only after the apply. */
export function differs({ verb, before, after }: Change, path: string): boolean {
  if (verb === "no-op" || !before.exists || !after.exists) return false;
  return after.isUnknown(path) || !same(before.at(path), after.at(path));
}

/** Whether a flag that was on is off, as far as is known. */
export function turnsOff(change: Change, path: string): boolean {
  const { before, after } = change;
  return before.flag(path) === true && after.exists && known(after, path) && !after.flag(path);
}

/** Whether a flag is on afterwards that wasn't. */
export function turnsOn({ before, after }: Change, path: string): boolean {
  return after.flag(path) === true && before.flag(path) !== true;
}

/** Whether a number is less than before. */
export function falls({ before, after }: Change, path: string): boolean {
  const [was, is] = [before.number(path), after.number(path)];
  return was !== undefined && is !== undefined && is < was;
}

// --- internal ---

const FORGETS = "create-and-forget";

function known(side: Side, path: string): boolean {
  return !side.isUnknown(path);
}
