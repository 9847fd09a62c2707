import { type Difference, differences } from "./differences";
import { isMarked } from "./marks";
import type { Change, Plan, ResourceChange } from "./plan";
import { changesOf, type Step, type Verb, verbOf } from "./steps";

/** What a plan does to one address, as far as no drift explains it. */
export interface Planned {
  /** `output.NAME` for an output, which Terraform alone sees. */
  readonly address: string;
  readonly does: Verb;
  /** Of an update or a replacement: parts whose new value is known. */
  readonly differences: readonly Difference[];
  /** None for an output. */
  readonly change?: Change;
}

/** A part of a resource that something else explains: an address and a path. */
export type Explained = (address: string, does: Verb, path?: readonly string[]) => boolean;

/**
 * All that a plan changes, without what is explained, and without updates of which no new value is
 * known: these follow another step. So do outputs, which count only if nothing else does.
 */
export function plannedIn(plan: Plan, explained: Explained): Planned[] {
  const steps = changesOf(plan);
  if (steps.length === 0) return outputsIn(plan);
  const entries = entriesOf(plan);
  return steps.flatMap((step): Planned[] => {
    const { address, verb: does } = step;
    const change = entries.get(placeOf(step))?.change;
    const all = does === "update" || does === "replace" ? willChange(change) : [];
    const left = all.filter(({ path }) => !explained(address, does, path));
    const isExplained =
      explained(address, does) || (does === "update" && isMarked(change?.after_unknown, []));
    return left.length === 0 && isExplained
      ? []
      : [{ address, does, differences: left, ...(change && { change }) }];
  });
}

/** What a plan does to an address, nothing or a step. It is undefined if the plan doesn't say. */
export function doneIn(plan: Plan): (address: string) => Done | undefined {
  const entries = entriesOf(plan);
  return (address) => {
    const entry = entries.get(placeOf({ address }));
    if (entry === undefined) return undefined;
    const does = verbOf(entry);
    return { change: entry.change, ...(does && { does }) };
  };
}

export interface Done {
  readonly does?: Verb;
  readonly change: Change;
}

/** Where an update or a replacement sets another value, as far as values are known. */
export function willChange(change: Change | undefined): Difference[] {
  if (!change?.after) return [];
  const { before, after, after_unknown: unknown } = change;
  // Of tags, tags_all has all.
  return differences(before, after).filter(
    ({ path }) => path[0] !== "tags" && !isMarked(unknown, path),
  );
}

/**
 * Whether a plan says of everything what it does to it. One that failed, only refreshes or was made for
 * some addresses doesn't: it lists no more than a part of what there is.
 */
export function isWhole(plan: Plan): boolean {
  const listed = new Set((plan.resource_changes ?? []).map(({ address }) => address));
  const there = plan.prior_state?.values?.root_module?.resources ?? [];
  const managed = there.filter(({ address }) => !address.startsWith("data."));
  return plan.errored !== true && managed.every(({ address }) => listed.has(address));
}

/** Whether one of two paths leads through the other. */
export function overlap(a: readonly string[], b: readonly string[]): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.every((key, at) => key === long[at]);
}

// --- internal ---

function entriesOf({ resource_changes: all = [] }: Plan): Map<string, ResourceChange> {
  return new Map(all.map((each) => [placeOf(each), each]));
}

/** No key has a blank in it. */
function placeOf({ address, deposed = "" }: Pick<Step, "address" | "deposed">): string {
  return `${deposed} ${address}`;
}

function outputsIn({ output_changes: all = {} }: Plan): Planned[] {
  return Object.entries(all).flatMap(([name, { actions }]): Planned[] => {
    const [action] = actions;
    if (action === undefined || action === "no-op") return [];
    return [{ address: `output.${name}`, does: action, differences: [] }];
  });
}
