import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { findTools } from "../emulator/tools";
import { cacheFolder } from "../processes/project";
import { killRunning } from "../processes/run";
import type { Terminal } from "../terminal/agree";
import type { ExitCode } from "../terminal/command-line";
import { interrupts } from "../terminal/interrupts";
import { faultIn, Refusal } from "../terminal/refusal";
import type { Screen } from "../terminal/screen";
import { fulfil } from "./acts";
import type { Wish } from "./arguments";
import { findKept } from "./record";
import type { Stack } from "./trial";

/** What the command is run on. */
export interface Place {
  readonly screen: Screen;
  readonly stackOf: (name: string) => Stack;
  readonly terminal?: Terminal | undefined;
}

/** Fulfils a wish, and says what is left if that fails. */
export async function main(wish: Wish, place: Place): Promise<ExitCode> {
  const { screen, stackOf, terminal } = place;
  const tools = findTools();
  if (tools.kind === "missing") throw new Refusal(tools.missing.map(faultIn));
  const signal = interrupts(killRunning);
  const home = join(cacheFolder(), "try");
  mkdirSync(home, { recursive: true });
  signal.addEventListener("abort", () => screen.print("stopping… (Ctrl-C once more kills)"));
  try {
    const stack = stackOf(wish.stack);
    await fulfil(wish, { stack, tools, screen, signal, home, terminal });
    return 0;
  } catch (error) {
    screen.print(await whatIsLeft(home));
    throw error;
  }
}

// --- internal ---

/** What an end before its time has left, which is nothing but what was kept before. */
async function whatIsLeft(home: string): Promise<string> {
  const found = await findKept(home);
  if (found.kind !== "kept") return "Nothing is left.";
  const { endpoint } = found.trial.emulator;
  return `Kept at ${endpoint} as it is now; npm run try -- --drop ends it.`;
}
