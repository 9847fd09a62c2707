import { Refusal, sentence } from "../terminal/refusal";
import { block } from "./document";
import { isMarked } from "./marks";
import type { Action, Change, Plan, ResourceChange } from "./plan";
import { same } from "./values";

export type Verb =
  | "create"
  | "update"
  | "replace"
  | "delete"
  | "read"
  | "move"
  | "import"
  | "forget"
  | "create-and-forget";

/** One thing that a plan does. A resource that moves and changes has two steps. */
export interface Step {
  readonly verb: Verb;
  readonly address: string;
  /**
   * Attributes that an update or a replacement changes, sorted. If no value changes: the attributes
   * that become secret, or stop being so.
   */
  readonly attributes: readonly string[];
  /** Attributes that force a replacement, sorted; `replace_triggered_by` is among them. */
  readonly forcedBy: readonly string[];
  /** Where a moved resource was. */
  readonly previousAddress?: string;
  /** Key of an object that an interrupted replacement left: the step leaves the current one alone. */
  readonly deposed?: string;
}

/** All that a plan does, in the order of its lines. */
export function stepsOf(plan: Plan): Step[] {
  const steps = (plan.resource_changes ?? []).flatMap((each) => [
    ...placed(each),
    ...changed(each),
  ]);
  const lines = new Map(steps.map((step) => [step, lineOf(step)]));
  const byLine = (a: Step, b: Step) => ((lines.get(a) ?? "") < (lines.get(b) ?? "") ? -1 : 1);
  return steps.sort(byLine);
}

/** What a plan changes, here or in the state: its steps without the reads. */
export function changesOf(plan: Plan): Step[] {
  return stepsOf(plan).filter(({ verb }) => verb !== "read");
}

/** The changes, a line each. */
export function linesOf(plan: Plan): string[] {
  return changesOf(plan).map(lineOf);
}

/**
 * A step in a line: `create ADDRESS`, `update ADDRESS (attributes that change)`,
 * `replace ADDRESS (attributes that force it)`, `move ADDRESS to ADDRESS`.
 */
export function lineOf({ verb, address, ...step }: Step): string {
  if (verb === "move") return `move ${step.previousAddress} to ${address}`;
  if (verb === "update") return `update ${address} (${step.attributes.join(", ")})`;
  if (verb === "replace" || verb === "create-and-forget") {
    return `${verb} ${address} (${step.forcedBy.join(", ")})`;
  }
  return step.deposed === undefined ? `${verb} ${address}` : `${verb} ${address} (deposed)`;
}

/** What an entry's actions do, taken together; undefined for nothing. */
export function verbOf({ address, change: { actions } }: ResourceChange): Verb | undefined {
  const key = actions.join();
  if (key === "no-op") return undefined;
  const verb = VERBS[key] ?? VERBS[[...actions].reverse().join()];
  if (verb !== undefined) return verb;
  const must = `must be planned with ${Object.keys(VERBS).join("; ")}`;
  throw new Refusal([
    { where: address, says: sentence(must, actions, "read the plan in Terraform's own words") },
  ]);
}

/** Attributes that force a replacement, sorted; `replace_triggered_by` is among them. */
export function forcesOf({ change, action_reason: reason }: ResourceChange): string[] {
  const triggered = reason === "replace_by_triggers" ? ["replace_triggered_by"] : [];
  const forced = (change.replace_paths ?? []).map(([attribute]) => String(attribute));
  return [...new Set([...forced, ...triggered])].sort();
}

/** Attributes that differ, sorted; if no value does, those that become secret or stop being so. */
export function attributesOf({
  before,
  after,
  after_unknown: unknown,
  ...marks
}: Change): string[] {
  const names = [...new Set([before, after, unknown].flatMap((each) => Object.keys(each ?? {})))];
  const [secret, stillSecret] = [block(marks.before_sensitive), block(marks.after_sensitive)];
  const values = names.filter(
    (name) => isMarked(unknown[name], []) || !same(before?.[name], after?.[name]),
  );
  const marked = () => names.filter((name) => !same(secret[name], stillSecret[name]));
  return (values.length > 0 ? values : marked()).sort();
}

// --- internal ---

/** By the actions in either order: which goes first says how a thing is replaced, not whether. */
const VERBS: Readonly<Record<string, Verb>> = {
  create: "create",
  update: "update",
  delete: "delete",
  read: "read",
  forget: "forget",
  "create,delete": "replace",
  "create,forget": "create-and-forget",
} satisfies Partial<Record<Action | `create,${Action}`, Verb>>;

const NONE = { attributes: [], forcedBy: [] };

/** Steps that only the state sees. Alone they are a `no-op`. */
function placed({ address, previous_address, change }: ResourceChange): Step[] {
  const moved: Step[] =
    previous_address === undefined
      ? []
      : [{ verb: "move", address, ...NONE, previousAddress: previous_address }];
  const imported: Step[] = change.importing ? [{ verb: "import", address, ...NONE }] : [];
  return [...moved, ...imported];
}

function changed(resource: ResourceChange): Step[] {
  const { address, change, deposed } = resource;
  const verb = verbOf(resource);
  if (verb === undefined) return [];
  const replaces = verb === "replace" || verb === "create-and-forget";
  const attributes = replaces || verb === "update" ? attributesOf(change) : [];
  const forcedBy = replaces ? forcesOf(resource) : [];
  return [{ verb, address, attributes, forcedBy, ...(deposed !== undefined && { deposed }) }];
}
