import { additionsIn } from "../../terraform/additions";
import type { Difference } from "../../terraform/differences";
import { type Drift, driftIn, nameOf } from "../../terraform/drift";
import { isMarked } from "../../terraform/marks";
import type { Change, Plan } from "../../terraform/plan";
import type { Verb } from "../../terraform/steps";

export type Kind = Drift["kind"] | "added";

/** What is different about one resource. */
export interface Finding {
  readonly address: string;
  readonly kind: Kind;
  /** What the next deploy does to the resource: nothing, if it is left out. */
  readonly does?: Verb;
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
 * What has changed outside Terraform, and what else the next deploy changes.
 * @param plan an ordinary plan
 * @param document the synthesized JSON, which tells what we set
 */
export function classify(plan: Plan, document: unknown): Finding[] {
  const changed = driftIn(plan, document).map(({ differences, change, ...found }): Finding => {
    return { ...found, attributes: differences.map((each) => attribute(each, change)) };
  });
  const added = additionsIn(plan).map(({ address, attribute: path, what }): Finding => {
    return { address, kind: "added", attributes: [{ path, after: what }] };
  });
  return [...changed, ...added];
}

// --- internal ---

function attribute({ path, before, after }: Difference, change?: Change): Attribute {
  const name = nameOf(path);
  const secret = [change?.before_sensitive, change?.after_sensitive].some((m) => isMarked(m, path));
  return secret
    ? { path: name, sensitive: true }
    : { path: name, before: before ?? null, after: after ?? null };
}
