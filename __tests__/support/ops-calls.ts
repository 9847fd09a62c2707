import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { needing, type Place, refused } from "./calls";
import { rightsOf, stateStackForOperators } from "./pipeline";
import { updatesPlans } from "./tests-all";

const FOLDER = join(__dirname, "..", "ops", "calls");

/** The place of a stage's people, whose role has no boundary. */
export const placeOf = (stage: string): Place => ({ stage, boundaryArn: "" });

/**
 * Holds what a command of ops asks of AWS to what is kept of it, from which docs/ops/rights.md is
 * made, and to the role of the stage's operators. `UPDATE_PLANS=1` keeps it anew.
 * @param name the command, and what differs from other runs of it: `status prod`
 */
export function expectCalls(name: string, stage: string, calls: readonly string[]): void {
  const seen = [...needing(calls, placeOf(stage))].sort();
  const file = join(FOLDER, `${name}.txt`);
  if (updatesPlans) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(file, `${seen.join("\n")}\n`);
  }
  expect(seen).toEqual(linesIn(file));
  expect(refused(calls, rightsOf(stateStackForOperators(), stage).ops, placeOf(stage))).toEqual([]);
}

/** IAM's actions behind the calls of a command, over all runs of it; by command. */
export function actionsByCommand(): Readonly<Record<string, readonly string[]>> {
  const files = readdirSync(FOLDER).sort();
  const commands = new Map<string, Set<string>>();
  for (const file of files) {
    const command = file.replace(/( lab| prod)?\.txt$/, "");
    const actions = linesIn(join(FOLDER, file));
    commands.set(command, new Set([...(commands.get(command) ?? []), ...actions]));
  }
  return Object.fromEntries([...commands].map(([command, all]) => [command, [...all].sort()]));
}

/** Whether an action only reads. */
export function reads(action: string): boolean {
  return /^[\w-]+:(Describe|Get|List|Lookup)/.test(action);
}

// --- internal ---

function linesIn(file: string): string[] {
  return readFileSync(file, "utf8").split("\n").filter(Boolean);
}
