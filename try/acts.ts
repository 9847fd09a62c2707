import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { aws } from "../emulator/aws";
import { startEmulator } from "../emulator/emulator";
import { setPace } from "../emulator/fleet-time";
import { inventory } from "../emulator/inventory";
import type { Terminal } from "../terminal/agree";
import { faultIn, meant, Refusal } from "../terminal/refusal";
import type { Progress, Screen } from "../terminal/screen";
import type { Wish } from "./arguments";
import { consentOf } from "./consent";
import { givenTo, giveTo } from "./given";
import { howToGoOn } from "./go-on";
import { began, findKept, keep } from "./record";
import { deploy, destroy, type Surroundings, stacksOf, type Trial } from "./trial";

/** What every act needs. */
export interface Around extends Surroundings {
  /** Where folders of trials and the record of a kept one lie. */
  readonly home: string;
  /** Where to ask; undefined where nobody can be asked. */
  readonly terminal: Terminal | undefined;
}

/** Does what was wished for, on what is kept or on an emulator of its own. */
export async function fulfil(wish: Wish, around: Around): Promise<void> {
  const { screen, home } = around;
  const found = await findKept(home);
  if (found.kind === "stale") {
    screen.print(`What was kept (${found.was}) is gone, so its record and folder are removed.`);
  }
  const kept = found.kind === "kept" ? found.trial : undefined;
  if (wish.act === "show" && kept) {
    screen.print(`What is kept at ${kept.emulator.endpoint} is left alone: this is another one.`);
  }
  if (wish.act === "show" || (wish.act === "keep" && !kept)) return afresh(wish, around);
  if (!kept) return screen.print("Nothing is kept, so there is nothing to take down.");
  screen.print(`Going on with what is kept at ${kept.emulator.endpoint}.`);
  if (wish.act === "keep") await again(kept, wish, around);
  else if (wish.act === "destroy") await takeDown(kept, around);
  else await end(kept, screen);
}

// --- internal ---

/** On an emulator of its own, which ends whatever happens, unless all went well and it is kept. */
async function afresh({ act, pace }: Wish, around: Around): Promise<void> {
  const { stack, screen, signal, home } = around;
  const made = await screen.step("synthesize", () => stack.synth(signal));
  const folder = mkdtempSync(join(home, `${stack.name}-`));
  let end = async () => rmSync(folder, { recursive: true, force: true });
  try {
    const emulator = await screen.step("start the emulator", (progress) =>
      startEmulator({ signal, progress: installing(progress) }),
    );
    const remove = end;
    end = () => emulator.stop().then(remove);
    await giveTo(emulator, made, screen);
    const trial: Trial = { emulator, folder, before: await inventory(aws(emulator)) };
    await deploy(trial, made, around);
    signal.throwIfAborted();
    if (act === "keep") {
      await keep(home, trial, emulator);
      await runTime(trial, pace, screen);
      end = async () => screen.print(goOn(trial, around));
    }
  } finally {
    await end();
  }
  if (act !== "keep") screen.print(ENDED);
}

/** After an edit, or with another stack: its plan, applied onto what is kept, which stays. */
async function again(kept: Trial, { yes, pace }: Wish, around: Around): Promise<void> {
  const { screen, stack, signal, terminal, home } = around;
  const made = await screen.step("synthesize", () => stack.synth(signal));
  const trial = await givenTo(kept, made, screen);
  if (trial !== kept) began(home, trial);
  await deploy(trial, made, around, consentOf(yes, terminal, signal));
  await runTime(trial, pace, screen);
  screen.print(goOn(trial, around));
}

async function runTime({ emulator }: Trial, pace: number | undefined, screen: Screen) {
  if (pace === undefined) return;
  await setPace(emulator, pace);
  const minute = `1 minute of its time is ${(60 / pace).toFixed(1).replace(/\.0$/, "")} s`;
  screen.print(`The fleet's time runs ${pace} times as fast as the clock: ${minute}.\n`);
}

/** Takes one stack down, and the emulator with it if nothing else is in there. */
async function takeDown(trial: Trial, around: Around): Promise<void> {
  const { screen, stack } = around;
  const stacks = stacksOf(trial);
  if (stacks.length > 0 && !stacks.includes(stack.name)) {
    const says = `must be a stack that is kept; ${meant(stack.name, stacks)}`;
    throw new Refusal([{ where: stack.name, says }], 2);
  }
  const left = await destroy(trial, around);
  const others = stacksOf(trial);
  if (others.length > 0) {
    return screen.print(`Still kept: ${others.join(", ")}. ${DROP}`);
  }
  if (left.length > 0) {
    const where = "The emulator holds more than when it was new";
    throw new Refusal([{ where, says: DROP }, ...left.map(faultIn)]);
  }
  screen.print("Nothing is left: it holds what it held when it was new.");
  await end(trial, screen);
}

/** The first start on a machine installs Python packages: one line for logs, each on a terminal. */
function installing(progress: Progress): (line: string) => void {
  const what = "installing Python packages, once on this machine: one to three minutes";
  let first: string | undefined = what;
  return (line) => {
    progress(`${what}: ${line.trim()}`, first);
    first = undefined;
  };
}

async function end({ emulator, folder }: Trial, screen: Screen): Promise<void> {
  await emulator.stop();
  rmSync(folder, { recursive: true, force: true });
  screen.print(ENDED);
}

const ENDED = "The emulator is ended and its folder removed.";
const DROP = "npm run try -- --drop ends the emulator with all that is in it.";

function goOn(trial: Trial, { stack, tools }: Around): string {
  return howToGoOn(stack, trial, tools);
}
