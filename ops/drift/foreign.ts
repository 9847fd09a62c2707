import { acls } from "./foreign/acls";
import { listeners, rules } from "./foreign/entry";
import { policies, scheduledActions } from "./foreign/fleet";
import { holders } from "./foreign/holders";
import { waiting } from "./foreign/waiting";
import type { Ours } from "./ours";
import type { Surroundings } from "./surroundings";

/** Something in AWS that is none of ours and that changes what ours do. */
export interface Foreign {
  /** `waiting`: a change that AWS has booked. Without it a thing. */
  readonly kind?: "waiting";
  /** Of ours, what it hangs on. */
  readonly address: string;
  /** `listener` */
  readonly what: string;
  /** Id or name. */
  readonly id: string;
  readonly says: string;
  /** What it does to users, or to a deploy. */
  readonly hurts: string;
  /** A command of AWS's that removes it; left out where none is known. */
  readonly undo?: string;
  /** What else has to be done, in words, where the command alone doesn't do it. */
  readonly how?: string;
  /** Commands of AWS's that have to run before. */
  readonly first?: readonly string[];
}

/** One kind of thing that is looked for. */
export type Watch = (seen: Surroundings, ours: Ours) => Foreign[];

/** No state knows of these, so no plan shows them, and no deploy takes them away. */
export function foreignIn(seen: Surroundings, ours: Ours): Foreign[] {
  return WATCHES.flatMap((watch) => watch(seen, ours));
}

// --- internal ---

const WATCHES: readonly Watch[] = [
  listeners,
  rules,
  scheduledActions,
  policies,
  acls,
  holders,
  waiting,
];
