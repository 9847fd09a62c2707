import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { aws } from "../emulator/aws";
import { startEmulator } from "../emulator/emulator";
import { inventory } from "../emulator/inventory";
import { findTools } from "../emulator/tools";
import { INTERRUPTED, interrupts } from "../processes/interrupts";
import { cacheFolder } from "../processes/project";
import type { Screen } from "../terminal/screen";
import { readArguments, USAGE, type Wish } from "./arguments";
import { findKept, keep } from "./record";
import { howToGoOn } from "./render";
import { deploy, destroy, type Stack, type Surroundings, type Trial } from "./trial";

/** The whole command, for any stack. Answers its exit code. */
export async function main(
  args: readonly string[],
  stack: Stack,
  screen: Screen,
): Promise<0 | 1 | 2 | typeof INTERRUPTED> {
  const read = readArguments(args);
  if (read.kind === "help") {
    screen.print(USAGE.trimEnd());
    return 0;
  }
  if (read.kind === "refused") {
    console.error(`${read.faults.join("\n")}\n\n${USAGE.trimEnd()}`);
    return 2;
  }
  const tools = findTools();
  if (tools.kind === "missing") {
    console.error(tools.missing.join("\n"));
    return 1;
  }
  const signal = interrupts();
  const home = join(cacheFolder(), "try");
  mkdirSync(home, { recursive: true });
  signal.addEventListener("abort", () => screen.print("stopping… (Ctrl-C once more kills)"));
  try {
    await fulfil(read.wish, { stack, tools, screen, signal, home });
    return 0;
  } catch (error) {
    if (!signal.aborted) console.error((error as Error).message.trimEnd());
    screen.print(await whatIsLeft(home));
    return signal.aborted ? INTERRUPTED : 1;
  }
}

// --- internal ---

async function fulfil(wish: Wish, around: Surroundings): Promise<void> {
  const { screen, home } = around;
  const found = await findKept(home);
  if (found.kind === "stale") {
    screen.print(`What was kept (${found.was}) is gone, so its record and folder are removed.`);
  }
  if (found.kind !== "kept") return afresh(wish, around);
  const { endpoint } = found.trial.emulator;
  if (wish === "show") {
    screen.print(`What is kept at ${endpoint} is left alone: this is another one.`);
    return afresh(wish, around);
  }
  screen.print(`Going on with what is kept at ${endpoint}.`);
  if (wish === "keep") await again(found.trial, around);
  else await takeDown(found.trial, around);
}

/** On an emulator of its own, which ends whatever happens, unless all went well and it is kept. */
async function afresh(wish: Wish, around: Surroundings): Promise<void> {
  const { stack, screen, signal, home } = around;
  const made = await screen.step("synthesize", () => stack.synth(signal));
  const folder = mkdtempSync(join(home, `${stack.name}-`));
  let end = async () => rmSync(folder, { recursive: true, force: true });
  try {
    const emulator = await screen.step("start the emulator", () => startEmulator({ signal }));
    const remove = end;
    end = () => emulator.stop().then(remove);
    const trial: Trial = { emulator, folder, before: await inventory(aws(emulator)) };
    await deploy(trial, made, around);
    if (wish === "destroy") await destroy(trial, around);
    signal.throwIfAborted();
    if (wish === "keep") {
      await keep(home, trial, emulator);
      end = async () => screen.print(goOn(trial));
    }
  } finally {
    await end();
  }
  if (wish !== "keep") screen.print("The emulator is ended and its folder removed.");
}

/** After an edit: its plan, applied onto what is kept. That stays, whatever happens. */
async function again(trial: Trial, around: Surroundings): Promise<void> {
  const made = await around.screen.step("synthesize", () => around.stack.synth(around.signal));
  await deploy(trial, made, around);
  around.screen.print(goOn(trial));
}

/** A destroy that fails leaves what is kept, to look at and to try again. */
async function takeDown(trial: Trial, around: Surroundings): Promise<void> {
  await destroy(trial, around);
  await trial.emulator.stop();
  rmSync(trial.folder, { recursive: true, force: true });
  around.screen.print("The emulator is ended and its folder removed.");
}

function goOn({ emulator, folder }: Trial): string {
  return howToGoOn(emulator.env, relative("", folder) || ".");
}

/** What an end before its time has left, which is nothing but what was kept before. */
async function whatIsLeft(home: string): Promise<string> {
  const found = await findKept(home);
  if (found.kind !== "kept") return "Nothing is left.";
  const { endpoint } = found.trial.emulator;
  return `Kept at ${endpoint} as it is now; npm run try -- --destroy takes it down.`;
}
