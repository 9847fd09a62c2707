import { aws } from "../emulator/aws";
import type { Emulator } from "../emulator/emulator";
import { inventory } from "../emulator/inventory";
import type { Tools } from "../emulator/tools";
import { openWorkspace, type Workspace } from "../emulator/workspace";
import type { Screen } from "../terminal/screen";
import { followApply } from "../terraform/progress";
import type { StackFiles } from "../terraform/stack";
import {
  type Inventory,
  leftovers,
  renderInventory,
  renderOutputs,
  renderPlan,
  workIn,
} from "./render";

export type { Inventory } from "./render";

/** What is tried: `lab`, and in tests something smaller. */
export interface Stack {
  readonly name: string;
  /** It, made anew. */
  synth(signal: AbortSignal): Promise<StackFiles>;
}

/** An emulator with a folder of Terraform's for it. */
export interface Trial {
  readonly emulator: Emulator;
  readonly folder: string;
  /** What the emulator held when it was new. */
  readonly before: Inventory;
}

/** What every step needs. */
export interface Surroundings {
  readonly stack: Stack;
  readonly tools: Tools;
  readonly screen: Screen;
  readonly signal: AbortSignal;
  /** Where folders of trials and the record of a kept one lie. */
  readonly home: string;
}

/** Plans and applies the stack, onto whatever the trial has, and shows what has come of it. */
export async function deploy(trial: Trial, made: StackFiles, around: Surroundings): Promise<void> {
  const { screen } = around;
  const { terraform, listen } = open(trial, made, around);
  await screen.step("terraform init", () => terraform.init());
  const plan = await screen.step("terraform plan", () => terraform.plan());
  screen.print(`\n${renderPlan(plan, screen.paint)}\n`);
  await screen.step("terraform apply", (progress) => {
    listen(followApply(progress, workIn(plan)));
    return terraform.applyPlan();
  });
  const outputs = await terraform.outputs();
  const holds = await inventory(aws(trial.emulator));
  const { bold } = screen.paint;
  screen.print(`\n${bold("Outputs")}\n${renderOutputs(outputs, screen.paint)}`);
  const table = renderInventory(trial.before, holds, screen.paint);
  screen.print(`\n${bold("What the emulator holds")}\n${table}\n`);
}

/** Destroys what was applied, as it was applied, and asks the emulator what is left. */
export async function destroy(trial: Trial, around: Surroundings): Promise<void> {
  const { screen } = around;
  const { terraform, listen } = open(trial, undefined, around);
  await screen.step("terraform destroy", (progress) => {
    listen(followApply(progress));
    return terraform.destroy();
  });
  const holds = await inventory(aws(trial.emulator));
  const table = renderInventory(trial.before, holds, screen.paint);
  screen.print(`\n${screen.paint.bold("What the emulator holds")}\n${table}\n`);
  const left = leftovers(trial.before, holds);
  if (left.length > 0) throw new Error(`left behind by terraform destroy:\n${left.join("\n")}`);
  screen.print("Nothing is left: it holds what it held when it was new.");
}

// --- internal ---

type Listener = (line: string) => void;

/** Terraform in the trial's folder, and whom it tells its lines to can be said later. */
function open(trial: Trial, made: StackFiles | undefined, around: Surroundings) {
  const { stack, tools, signal } = around;
  let listener: Listener | undefined;
  const onLine: Listener = (line) => listener?.(line);
  const { emulator, folder } = trial;
  const terraform = { signal, onLine };
  const workspace: Workspace = openWorkspace({
    stack: stack.name,
    ...made,
    emulator,
    tools,
    folder,
    terraform,
  });
  return {
    terraform: workspace.terraform,
    listen: (to: Listener) => {
      listener = to;
    },
  };
}
