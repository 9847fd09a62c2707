import { NAME } from "../../names/tags";
import { block } from "../../terraform/document";
import type { Plan, Values } from "../../terraform/plan";
import { verbOf } from "../../terraform/steps";
import type { Account } from "./account";
import { ARNS, EC2_IDS, idInArn, NAMED, PARTS, PUT } from "./rules";

/** As much of a plan as is read here. */
export type PlanOfCreation = Pick<Plan, "resource_changes" | "prior_state" | "configuration">;

/** What the account holds of that which a plan would create. */
export interface Recovery {
  /** Addresses whose object is there already, and the id by which `import` takes it. */
  readonly imports: Readonly<Record<string, string>>;
  /** Addresses of which there is more than one object, with their ids: people must choose. */
  readonly doubled: Readonly<Record<string, readonly string[]>>;
  /** Addresses whose type can't be looked for: they may be there or not. */
  readonly unknown: readonly string[];
}

/**
 * Finds what an interrupted run created and did not write to the state: objects that carry the
 * stage's tags (their Name follows from the address) or a fixed name, or are part of such. What AWS
 * itself made under such a name is found, too.
 */
export async function recover(plan: PlanOfCreation, account: Account): Promise<Recovery> {
  const imports: Record<string, string> = {};
  const doubled: Record<string, readonly string[]> = {};
  const unknown: string[] = [];
  const idOf = idsIn(plan, imports);
  // What a part belongs to comes first.
  for (const { address, type, after } of byDependence(creationsOf(plan))) {
    if (PUT.has(type)) continue;
    const ids = await candidates(type, after, (attribute) => idOf(address, attribute), account);
    if (ids === undefined) unknown.push(address);
    else if (ids.length > 1) doubled[address] = ids;
    else if (ids[0] !== undefined) imports[address] = ids[0];
  }
  return { imports, doubled, unknown };
}

/** Terraform's own `import` blocks, as JSON: put beside the stack, the next plan shows them. */
export function importBlocks({ imports }: Recovery): string {
  const blocks = Object.entries(imports).map(([to, id]) => ({ to, id }));
  return `${JSON.stringify({ import: blocks }, null, 2)}\n`;
}

// --- internal ---

interface Creation {
  readonly address: string;
  readonly type: string;
  readonly after: Values;
}

/** A replacement is none: what is there is in the state. */
function creationsOf({ resource_changes = [] }: PlanOfCreation): Creation[] {
  return resource_changes
    .filter((each) => each.mode === "managed" && verbOf(each) === "create")
    .map(({ address, type, change: { after } }) => ({ address, type, after: after ?? {} }));
}

function byDependence(creations: readonly Creation[]): Creation[] {
  const isPart = ({ type }: Creation) => type in PARTS;
  return [...creations.filter((each) => !isPart(each)), ...creations.filter(isPart)];
}

/** The ids of all objects that an address may stand for; undefined where nobody can tell. */
async function candidates(
  type: string,
  after: Values,
  at: (attribute: string) => string | undefined,
  account: Account,
): Promise<readonly string[] | undefined> {
  const tags = (after.tags_all ?? after.tags ?? {}) as Record<string, string>;
  const name = tags[NAME];
  const tagged = name === undefined ? [] : account.named(name);
  const prefix = EC2_IDS[type];
  if (prefix) return tagged.filter((id) => id.startsWith(prefix));
  const arn = ARNS[type];
  const found = tagged.flatMap((each) => (arn && idInArn(arn, each)) ?? []);
  if (found.length > 0) return found;
  const id = PARTS[type] ? partId(type, at) : NAMED.includes(type) ? at("name") : undefined;
  if (id === undefined) return arn || type in PARTS ? [] : undefined;
  return (await account.has(type, id)) ? [id] : [];
}

/** Undefined if what it is part of isn't there: then it can't be there either. */
function partId(type: string, at: (attribute: string) => string | undefined): string | undefined {
  let whole = true;
  const id = PARTS[type]?.((attribute) => {
    const value = at(attribute);
    whole &&= value !== undefined;
    return value ?? "";
  });
  return whole ? id : undefined;
}

/** An attribute of an address: as planned, or the id of what it refers to, in the state or found. */
function idsIn(plan: PlanOfCreation, found: Readonly<Record<string, string>>) {
  const planned = new Map(creationsOf(plan).map(({ address, after }) => [address, after]));
  const prior = plan.prior_state?.values?.root_module?.resources ?? [];
  const known = new Map(prior.map(({ address, values }) => [address, values]));
  const configured = plan.configuration?.root_module?.resources ?? [];
  const expressions = new Map(configured.map((each) => [each.address, each.expressions]));

  return (address: string, attribute: string): string | undefined => {
    const value = planned.get(address)?.[attribute];
    if (typeof value === "string") return value;
    const { references: all } = block(expressions.get(address)?.[attribute]);
    const references = Array.isArray(all) ? all.map(String) : [];
    // Its id and nothing else of it: `aws_route_table.network_public.id`.
    const parent = references.find((each) => references.includes(`${each}.id`));
    const id = parent && (found[parent] ?? known.get(parent)?.id);
    return typeof id === "string" ? id : undefined;
  };
}
