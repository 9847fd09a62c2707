import { additionsIn } from "../../terraform/additions";
import type { Difference } from "../../terraform/differences";
import { type Drift, driftIn, nameOf } from "../../terraform/drift";
import { isMarked } from "../../terraform/marks";
import { openingsIn } from "../../terraform/openings";
import type { Change, Plan, Values } from "../../terraform/plan";
import type { Verb } from "../../terraform/steps";
import { type Foreign, foreignIn } from "./foreign";
import type { Look } from "./look";

/**
 * `added`: an entry that others put on a resource of ours; `foreign`: a thing of AWS's that is none of ours;
 * `waiting`: a change that AWS makes in the maintenance window; `follows`: no drift, but a deploy that puts some back does it too.
 */
export type Kind = Drift["kind"] | "added" | "foreign" | "waiting" | "follows";

/** What is different about one resource. */
export interface Finding {
  readonly address: string;
  readonly kind: Kind;
  /** What the next deploy does to the resource: nothing, if it is left out. */
  readonly does?: Verb;
  readonly attributes: readonly Attribute[];
  /** Of what is foreign. */
  readonly foreign?: Pick<Foreign, "id" | "hurts" | "undo" | "how" | "first">;
  /** Of what was added to a list: the provider's view of the entry. */
  readonly entry?: Values;
}

export interface Attribute {
  readonly path: string;
  /** Left out where the value is secret. */
  readonly before?: unknown;
  readonly after?: unknown;
  readonly sensitive?: true;
}

/** All that one look has found. */
export function findingsOf({ plan, document, ours, surroundings }: Look): Finding[] {
  const foreign = surroundings === undefined ? [] : foreignIn(surroundings, ours);
  return [...classify(plan, document), ...foreign.map(findingOf)];
}

/**
 * What has changed outside Terraform, and what else the next deploy changes.
 * @param plan an ordinary plan
 * @param document the synthesized JSON, which tells what we set
 */
export function classify(plan: Plan, document: unknown): Finding[] {
  const changed = driftIn(plan, document).map(({ differences, change, ...found }): Finding => {
    return { ...found, attributes: differences.map((each) => attribute(each, change)) };
  });
  const added = [...additionsIn(plan), ...openingsIn(plan)].map(
    ({ address, attribute: path, what, entry }): Finding => ({
      address,
      kind: "added",
      attributes: [{ path, after: what }],
      ...(entry && { entry }),
    }),
  );
  return [...changed, ...added];
}

// --- internal ---

function findingOf({ kind, address, what, says, ...foreign }: Foreign): Finding {
  return { address, kind: kind ?? "foreign", attributes: [{ path: what, after: says }], foreign };
}

function attribute({ path, before, after }: Difference, change?: Change): Attribute {
  const name = nameOf(path);
  const secret = [change?.before_sensitive, change?.after_sensitive].some((m) => isMarked(m, path));
  return secret
    ? { path: name, sensitive: true }
    : { path: name, before: before ?? null, after: after ?? null };
}
