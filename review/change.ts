import { tierOf } from "../names/tiers";
import type { ResourceChange, Values } from "../terraform/plan";
import { forcesOf, type Verb, verbOf } from "../terraform/steps";
import { same } from "../terraform/values";
import { Side } from "./side";

/**
 * One resource before and after. A plan has it so; of a synthesized stack all are made, from what
 * its JSON says. A rule knows no difference.
 */
export class Change {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly verb: Verb | "no-op";
  readonly before: Side;
  readonly after: Side;

  constructor(readonly entry: ResourceChange) {
    const { before, after, after_unknown: unknown } = entry.change;
    this.address = entry.address;
    this.type = entry.type;
    this.name = entry.name;
    this.verb = verbOf(entry) ?? "no-op";
    this.before = new Side(before);
    this.after = new Side(this.verb === "no-op" ? (after ?? before) : after, unknown);
  }

  get tier(): string {
    return tierOf(this.name);
  }

  /** Of a replacement: the new one is there before the old one goes. */
  get createsFirst(): boolean {
    return this.entry.change.actions[0] === "create";
  }

  /** Attributes that force a replacement. */
  get forcedBy(): readonly string[] {
    return isReplaced(this) ? forcesOf(this.entry) : [];
  }
}

/** A resource of a synthesized stack, as the plan that makes it would have it. */
export function creationOf(type: string, name: string, values: Values): Change {
  const change = { actions: ["create"] as const, before: null, after: values, after_unknown: {} };
  return new Change({ address: `${type}.${name}`, mode: "managed", type, name, change });
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
