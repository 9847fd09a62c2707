import { runCommand } from "../terminal/command-line";
import { shown } from "../terminal/shown";
import { synthStage } from "../terraform/synth";
import { tryCommand } from "./arguments";
import { main } from "./main";

const { env } = process;
const { CDKTF_CONTEXT_JSON } = env;
const own: Record<string, string> = CDKTF_CONTEXT_JSON ? { CDKTF_CONTEXT_JSON } : {};
const stackOf = (name: string) => ({
  name,
  env: own,
  synth: (signal: AbortSignal) => synthStage(name, env, signal),
});

void runCommand(tryCommand((wish) => main(wish, { ...shown(env), stackOf })));
