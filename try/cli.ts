import { createColors } from "picocolors";
import { wantsColour } from "../terminal/colours";
import { runCommand } from "../terminal/command-line";
import { Screen } from "../terminal/screen";
import { synthStage } from "../terraform/synth";
import { tryCommand } from "./arguments";
import { main } from "./main";

const { env, stdin, stdout } = process;
const live = stdout.isTTY === true && env.TERM !== "dumb" && env.CI === undefined;
const screen = new Screen(stdout, live, createColors(wantsColour(env, stdout)));
const stackOf = (name: string) => ({
  name,
  synth: (signal: AbortSignal) => synthStage(name, env, signal),
});
const terminal = live && stdin.isTTY ? { input: stdin, output: stdout } : undefined;

void runCommand(tryCommand((wish) => main(wish, { screen, stackOf, terminal })));
