import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { aws } from "../emulator/aws";
import type { Emulator } from "../emulator/emulator";
import { inventory } from "../emulator/inventory";
import type { Tools } from "../emulator/tools";
import { openWorkspace, type Workspace } from "../emulator/workspace";
import type { Screen } from "../terminal/screen";
import { stackFolder } from "../terraform/out";
import type { Plan } from "../terraform/plan";
import { followApply } from "../terraform/progress";
import type { StackFiles } from "../terraform/stack";
import { changesOf, type Step, type Verb } from "../terraform/steps";
import {
  type Inventory,
  leftovers,
  renderInventory,
  renderOutputs,
  renderPlan,
  workIn,
} from "./render";

export type { Inventory } from "./render";

/** A stack to try: of the project, and in tests a smaller one. */
export interface Stack {
  readonly name: string;
  /** Variables that the synth reads: a diff without them would show another stack. */
  readonly env: Readonly<Record<string, string>>;
  /** Synthesizes the stack. */
  synth(signal: AbortSignal): Promise<StackFiles>;
}

/** An emulator with a folder for what is deployed to it. */
export interface Trial {
  readonly emulator: Emulator;
  /** Holds `cdktf.out`, as a project does, and the states of its stacks. */
  readonly folder: string;
  /** What the emulator held when it was new, and what it was given since. */
  readonly before: Inventory;
}

/** What every step needs. */
export interface Surroundings {
  readonly stack: Stack;
  readonly tools: Tools;
  readonly screen: Screen;
  readonly signal: AbortSignal;
}

/** Asked before something is deleted or replaced. Throws if it must stay. */
export type Consent = (going: readonly Step[]) => Promise<void>;

/** Plans and applies the stack, onto whatever the trial has, and shows what has come of it. */
export async function deploy(
  trial: Trial,
  made: StackFiles,
  around: Surroundings,
  consent: Consent = async () => undefined,
): Promise<void> {
  const { screen } = around;
  const { folder, terraform, listen } = open(trial, made, around);
  await screen.step("terraform init", () => terraform.init());
  trustProvider(folder);
  const plan = await screen.step("terraform plan", () => terraform.planBriefly());
  screen.print(`\n${renderPlan(plan, screen.paint)}\n`);
  if (isIdle(plan)) return;
  const going = changesOf(plan).filter(({ verb }) => TAKES_AWAY.includes(verb));
  if (going.length > 0) await consent(going);
  await screen.step("terraform apply", (progress) => {
    listen(followApply(progress, workIn(plan)));
    return terraform.applyPlan();
  });
  const outputs = await terraform.outputs();
  const holds = await inventory(aws(trial.emulator));
  const { bold } = screen.paint;
  screen.print(`\n${bold("Outputs")}\n${renderOutputs(outputs, screen.paint)}`);
  if (outputs.url !== undefined) screen.print(NO_WEB_SERVERS);
  const table = renderInventory(trial.before, holds, screen.paint);
  screen.print(`\n${bold("What the emulator holds")}\n${table}\n`);
}

/** Destroys what was applied, as it was applied. Returns what the emulator holds more than at first. */
export async function destroy(trial: Trial, around: Surroundings): Promise<string[]> {
  const { screen, stack } = around;
  const { terraform, listen } = open(trial, undefined, around);
  await screen.step("terraform destroy", (progress) => {
    listen(followApply(progress));
    return terraform.destroy();
  });
  for (const file of [stateFile(stack.name), `${stateFile(stack.name)}.backup`]) {
    rmSync(join(trial.folder, file), { force: true });
  }
  const holds = await inventory(aws(trial.emulator));
  const table = renderInventory(trial.before, holds, screen.paint);
  screen.print(`\n${screen.paint.bold("What the emulator holds")}\n${table}\n`);
  return leftovers(trial.before, holds);
}

/** Names of the stacks that a trial has deployed: cdktf may have synthesized others beside them. */
export function stacksOf({ folder }: Trial): string[] {
  const names = readdirSync(folder).map((file) => /^terraform\.(.+)\.tfstate$/.exec(file)?.[1]);
  return names.filter((name) => name !== undefined).sort();
}

// --- internal ---

const NO_WEB_SERVERS =
  "  Nothing answers at the url: the emulator runs no instances. npm run dev -w app shows the app.";

const TAKES_AWAY: readonly Verb[] = ["replace", "delete", "forget", "create-and-forget"];

/** Nothing to change, not even an output. */
function isIdle(plan: Plan): boolean {
  const outputs = Object.values(plan.output_changes ?? {});
  const changing = outputs.some(({ actions }) => actions.some((action) => action !== "no-op"));
  return changesOf(plan).length === 0 && !changing;
}

function stateFile(stack: string): string {
  return `terraform.${stack}.tfstate`;
}

/**
 * Each command of Terraform's compares the provider with the lock file, which reads 700 MB and takes
 * half a second of CPU. Here `init` has just put it there, so its hashes are left out.
 */
function trustProvider(folder: string): void {
  const file = join(folder, ".terraform.lock.hcl");
  if (!existsSync(file)) return; // the stack has no provider
  const lock = readFileSync(file, "utf8");
  writeFileSync(file, lock.replace(/^ *hashes *= \[[^\]]*\]\n/gm, ""));
}

type Listener = (line: string) => void;

/** Terraform in the stack's folder; who receives its lines can be said later. */
function open(trial: Trial, made: StackFiles | undefined, around: Surroundings) {
  const { stack, tools, signal } = around;
  let listener: Listener | undefined;
  const onLine: Listener = (line) => listener?.(line);
  const folder = stackFolder(join(trial.folder, "cdktf.out"), stack.name);
  mkdirSync(folder, { recursive: true });
  const workspace: Workspace = openWorkspace({
    stack: stack.name,
    ...made,
    emulator: trial.emulator,
    tools,
    folder,
    // Where the stack's own local backend has its state: cdktf finds the same one.
    state: { path: `../../../${stateFile(stack.name)}` },
    terraform: { signal, onLine },
  });
  return {
    folder,
    terraform: workspace.terraform,
    listen: (to: Listener) => {
      listener = to;
    },
  };
}
