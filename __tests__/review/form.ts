import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readJson } from "../../terraform/json";
import type { Plan, ResourceChange } from "../../terraform/plan";

/** The folder of all plans; its README says how they are kept. */
const PLANS = join(__dirname, "plans");

/** Stacks that plans begin from, each as it is after its apply. */
export type Applied = "lab" | "prod" | "state" | "image";

/** What stays as it is stands in `applied/…json`, once for all plans of the stack. */
interface Kept extends Plan {
  readonly applied?: Applied;
  /** Resources of the stack that the plan doesn't list, not even as unchanged. */
  readonly absent?: readonly string[];
}

/** A kept plan as Terraform wrote it, but for the parts that a review doesn't read. */
export function planAt(name: string): Plan {
  const { applied, absent = [], ...plan } = readJson(textAt(name)) as Kept;
  if (applied === undefined) return plan;
  const changes = plan.resource_changes ?? [];
  const listed = new Set([
    ...absent,
    ...changes.map(placeOf),
    ...changes.map(({ address }) => address),
  ]);
  const unchanged = appliedTo(applied).filter(({ address }) => !listed.has(address));
  const resource_changes = [...changes, ...unchanged].sort(byAddress);
  return resource_changes.length > 0 ? { ...plan, resource_changes } : plan;
}

/** A kept plan's own text. */
export const textAt = (name: string) => readFileSync(fileAt(name), "utf8");
export const fileAt = (name: string) => join(PLANS, `${name}.json`);

/** What `keep` writes of a plan. */
export function kept(plan: Plan, applied: Applied): string {
  const known = new Map(appliedTo(applied).map((each) => [each.address, JSON.stringify(each)]));
  const all = [...(plan.resource_changes ?? [])].sort(byAddress);
  const resource_changes = all.filter((each) => known.get(each.address) !== JSON.stringify(each));
  const places = new Set(all.map(placeOf));
  const absent = [...known.keys()].filter((address) => !places.has(address));
  return written({ applied, ...plan, resource_changes, ...(absent.length > 0 && { absent }) });
}

/** Writes a plan whose made-up names are renamed. */
export function keep(name: string, text: string): void {
  mkdirSync(dirname(fileAt(name)), { recursive: true });
  writeFileSync(fileAt(name), text);
}

/** What a stack's resources are after its apply, from a plan that changes nothing. */
export function keptApplied({ resource_changes }: Plan): string {
  return written({ resource_changes: [...(resource_changes ?? [])].sort(byAddress) });
}

/** A plan as Terraform wrote it, with a line for each entry of a list. */
export const keptWhole = (plan: Plan) => written(plan);

// --- internal ---

const read = new Map<Applied, readonly ResourceChange[]>();

function appliedTo(applied: Applied): readonly ResourceChange[] {
  const found = read.get(applied) ?? planAt(`applied/${applied}`).resource_changes ?? [];
  read.set(applied, found);
  return found;
}

const placeOf = ({ address, previous_address = address }: ResourceChange) => previous_address;
const byAddress = (a: ResourceChange, b: ResourceChange) => (a.address < b.address ? -1 : 1);

/** JSON with each entry of a list on a line of its own. */
function written(document: object): string {
  const parts = Object.entries(document)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) =>
        `"${key}": ${Array.isArray(value) ? linesOf(value) : JSON.stringify(value)}`,
    );
  return `{\n${parts.join(",\n")}\n}\n`;
}

function linesOf(list: readonly unknown[]): string {
  return list.length === 0 ? "[]" : `[\n${list.map((each) => JSON.stringify(each)).join(",\n")}\n]`;
}
