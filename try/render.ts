import type { Colors } from "picocolors/types";
import { byTier } from "../names/tiers";
import { layOut } from "../terminal/table";
import type { Output, Plan } from "../terraform/plan";
import { shownIn } from "../terraform/shown";
import { changesOf, lineOf, type Step, type Verb } from "../terraform/steps";

/** Verbs that are counted, with the head of their column. Moves and imports touch the state alone. */
const COLUMNS: Partial<Readonly<Record<Verb, string>>> = {
  create: "create",
  update: "change",
  replace: "replace",
  delete: "destroy",
  forget: "forget",
  "create-and-forget": "create and forget",
};

/** Lines of an apply that say that something is done. What is forgotten has none. */
const WORK: Partial<Readonly<Record<Verb, number>>> = {
  create: 1,
  update: 1,
  replace: 2,
  delete: 1,
  "create-and-forget": 1,
};

/** How many things a plan touches, by tier; and by name, if it is of an edit. */
export function renderPlan(plan: Plan, paint: Colors): string {
  const steps = changesOf(plan);
  if (steps.length === 0) return "nothing to change";
  const counted = steps.filter(({ verb }) => COLUMNS[verb] !== undefined);
  const columns = Object.entries(COLUMNS).filter(([verb]) =>
    counted.some((step) => step.verb === verb),
  );
  const rows = byTier(counted).map(([tier, members]) => [
    tier,
    ...columns.map(([verb]) => members.filter((step) => step.verb === verb).length),
  ]);
  const sums = columns.map((_, i) => rows.reduce((sum, row) => sum + Number(row[i + 1]), 0));
  const head = ["", ...columns.map(([, title]) => title)];
  const table = tableOf([head, ...rows, ["", ...sums]], paint);
  const isEdit = steps.some(({ verb }) => verb !== "create");
  const named = isEdit
    ? steps.flatMap((step) => [`  ${lineOf(step)}`, ...valuesOf(step, plan)])
    : [];
  return [...(counted.length > 0 ? [table] : []), ...named].join("\n");
}

/** Old and new, a line each, of what an update or a replacement changes. */
function valuesOf({ verb, address }: Step, plan: Plan): string[] {
  if (verb !== "update" && verb !== "replace") return [];
  const resource = plan.resource_changes?.find((each) => each.address === address && !each.deposed);
  const shown = resource ? shownIn(resource.change) : [];
  return shown.map(({ path, before, after }) => `    ${path}: ${before} → ${after}`);
}

/** How many lines an apply of it will say are done: a replacement is done twice. */
export function workIn(plan: Plan): number {
  return changesOf(plan).reduce((sum, { verb }) => sum + (WORK[verb] ?? 0), 0);
}

export function renderOutputs(outputs: Readonly<Record<string, Output>>, paint: Colors): string {
  const rows = Object.entries(outputs).map(([name, { value, sensitive }]) => [
    [paint.bold(name)],
    [sensitive ? "(sensitive)" : typeof value === "string" ? value : JSON.stringify(value)],
  ]);
  return rows.length === 0 ? "no outputs" : lines(layOut(rows));
}

export type Inventory = Readonly<Record<string, number>>;

/** What an account holds, kind by kind; `before` is what was in it when it was new. */
export function renderInventory(before: Inventory, now: Inventory, paint: Colors): string {
  const rows = Object.entries(now)
    .filter(([kind, count]) => count > 0 || (before[kind] ?? 0) > 0)
    .map(([kind, count]) => [kind, before[kind] ?? 0, count]);
  return tableOf([["", "when new", "now"], ...rows], paint);
}

/** Kinds of which there is more or less than there was, a line each. */
export function leftovers(before: Inventory, now: Inventory): string[] {
  return Object.entries(now)
    .filter(([kind, count]) => count !== (before[kind] ?? 0))
    .map(
      ([kind, count]) => `${kind}: must be ${before[kind] ?? 0} as when it was new, got ${count}`,
    );
}

// --- internal ---

/** Numbers flush right, the head dim. */
function tableOf(rows: readonly (readonly (string | number)[])[], paint: Colors): string {
  const cells = rows.map((row, y) =>
    row.map((cell) => [y === 0 ? paint.dim(String(cell)) : String(cell)]),
  );
  const right = (rows[0] ?? []).map((_, i) => i).slice(1);
  return lines(layOut(cells, right));
}

function lines(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map((line) => `  ${line}`).join("\n")).join("\n");
}
