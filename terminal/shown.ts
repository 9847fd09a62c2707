import { createColors } from "picocolors";
import type { Terminal } from "./agree";
import { wantsColour } from "./colours";
import { Screen } from "./screen";

/** Where people see a command, and where they are asked: undefined where nobody can be. */
export interface Shown {
  readonly screen: Screen;
  readonly terminal: Terminal | undefined;
}

/** This process's own terminal. A pipe or a CI log has no live line, and nobody who is asked. */
export function shown(env: NodeJS.ProcessEnv): Shown {
  const { stdin, stdout } = process;
  const live = stdout.isTTY === true && env.TERM !== "dumb" && env.CI === undefined;
  const screen = new Screen(stdout, live, createColors(wantsColour(env, stdout)));
  return { screen, terminal: live && stdin.isTTY ? { input: stdin, output: stdout } : undefined };
}
