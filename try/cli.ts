import { runCommand } from "../terminal/command-line";
import { shown } from "../terminal/shown";
import { synthStage } from "../terraform/synth";
import { tryCommand } from "./arguments";
import { main } from "./main";

const { env } = process;
const stackOf = (name: string) => ({
  name,
  synth: (signal: AbortSignal) => synthStage(name, env, signal),
});

void runCommand(tryCommand((wish) => main(wish, { ...shown(env), stackOf })));
