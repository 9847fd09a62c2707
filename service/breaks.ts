import { broken, INVARIANTS } from "./invariants";
import type { Snapshot } from "./snapshot";

/** What AWS held after a call, `ec2 DeleteRoute`, or after some `time`. */
export interface Look {
  readonly after: string;
  readonly snapshot: Snapshot;
}

/** A time in which an invariant that had held did not hold. */
export interface Break {
  readonly invariant: string;
  /** The call that broke it, or `time`. */
  readonly from: string;
  /** The call that mended it, or `time`; undefined if it stayed broken. */
  readonly until: string | undefined;
  /** What contradicted it at first. */
  readonly fault: string;
}

/** A break without its fault, also as JSON has it, without undefined. */
type Between = Pick<Break, "invariant" | "from"> & { readonly until?: string | null | undefined };

/**
 * What broke during a series of looks, in the order in which it broke. What doesn't hold yet, as in
 * a first apply, can't break.
 */
export function breaks(looks: readonly Look[]): Break[] {
  const judged = looks.map(({ after, snapshot }) => ({ after, faults: broken(snapshot) }));
  const all = INVARIANTS.flatMap(({ name }) => {
    const holds = judged.map(({ faults }) => !(name in faults));
    return judged.flatMap(({ after, faults }, at) => {
      if (holds[at] || !holds[at - 1]) return [];
      const mended = holds.indexOf(true, at);
      const until = judged[mended]?.after;
      return [{ at, invariant: name, from: after, until, fault: faults[name]?.[0] ?? "" }];
    });
  });
  return all.sort((a, b) => a.at - b.at).map(({ at: _, ...found }) => found);
}

/** `firewalls: broke at ec2 X, held again at ec2 Y`; `with time`, where it was no call. */
export function lineOf({ invariant, from, until }: Between): string {
  const at = (what: string) => (what === TIME ? "with time" : `at ${what}`);
  return `${invariant}: broke ${at(from)}, ${until ? `held again ${at(until)}` : "and stayed broken"}`;
}

// --- internal ---

const TIME = "time";
