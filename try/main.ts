import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { findTools } from "../emulator/tools";
import { cacheFolder } from "../processes/project";
import { killRunning } from "../processes/run";
import { INTERRUPTED, interrupts } from "../terminal/interrupts";
import type { Screen } from "../terminal/screen";
import { fulfil } from "./acts";
import { readArguments, USAGE } from "./arguments";
import type { Terminal } from "./consent";
import { findKept } from "./record";
import type { Stack } from "./trial";

/** What the command is run on. */
export interface Place {
  readonly screen: Screen;
  readonly stackOf: (name: string) => Stack;
  readonly terminal?: Terminal | undefined;
}

/** The whole command, for any stack. Answers its exit code. */
export async function main(
  args: readonly string[],
  { screen, stackOf, terminal }: Place,
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
  const signal = interrupts(killRunning);
  const home = join(cacheFolder(), "try");
  mkdirSync(home, { recursive: true });
  signal.addEventListener("abort", () => screen.print("stopping… (Ctrl-C once more kills)"));
  try {
    const stack = stackOf(read.wish.stack);
    await fulfil(read.wish, { stack, tools, screen, signal, home, terminal });
    return 0;
  } catch (error) {
    if (!signal.aborted) console.error((error as Error).message.trimEnd());
    screen.print(await whatIsLeft(home));
    return signal.aborted ? INTERRUPTED : 1;
  }
}

// --- internal ---

/** What an end before its time has left, which is nothing but what was kept before. */
async function whatIsLeft(home: string): Promise<string> {
  const found = await findKept(home);
  if (found.kind !== "kept") return "Nothing is left.";
  const { endpoint } = found.trial.emulator;
  return `Kept at ${endpoint} as it is now; npm run try -- --destroy takes it down.`;
}
