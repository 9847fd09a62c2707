import { basename } from "node:path";
import type { Command } from "commander";
import { killRunning } from "../../processes/run";
import { INTERRUPTED, interrupts } from "../../terminal/interrupts";
import { Refusal } from "../../terminal/refusal";
import { outputFolder, stackFolder, synthesizedIn } from "../../terraform/out";
import { classify } from "./classify";
import { refresh } from "./refresh";
import { type Answer, exitCodeOf, render, toJson } from "./render";

interface Options {
  readonly folder?: string;
  readonly json?: true;
}

/** Adds `drift` to the commands. */
export function addDrift(program: Command, env: NodeJS.ProcessEnv): void {
  program
    .command("drift")
    .summary("tell what changed outside Terraform")
    .description(WHAT_IT_DOES)
    .argument("[stage...]", "stages to look at; all that were synthesized, if none is named")
    .option("--folder <folder>", "where Terraform is run, instead of cdktf.out/stacks/STAGE")
    .option("--json", "one JSON document")
    .addHelpText("after", "\nExit code: 0 no drift, 1 drift, 2 could not tell, 130 interrupted.")
    .action(async (stages: string[], options: Options, command: Command) => {
      if (options.folder !== undefined && stages.length > 1) {
        command.error(`--folder: must be for one stage, got ${stages.length}; name one, or none`);
      }
      process.exitCode = await drift(placesOf(stages, options, env), options, env);
    });
}

// --- internal ---

const WHAT_IT_DOES =
  "Tells what changed outside Terraform, by tier: things deleted, values that we set, and what " +
  "others have added beside ours. Runs the terraform on PATH with the credentials at hand, reads " +
  "only, and takes no lock.";

interface Place {
  readonly stage: string;
  readonly folder: string;
}

async function drift(
  places: readonly Place[],
  { json }: Options,
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const signal = interrupts(killRunning);
  const answers: Answer[] = places.length > 0 ? [] : [NOTHING_SYNTHESIZED];
  for (const place of places) {
    const answer = await look(place, env, signal);
    if (signal.aborted) return INTERRUPTED;
    answers.push(answer);
  }
  process.stdout.write(json ? toJson(answers) : render(answers));
  return exitCodeOf(answers);
}

async function look(
  { stage, folder }: Place,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<Answer> {
  try {
    const { plan, document } = await refresh(folder, env, signal);
    return { stage, findings: classify(plan, document) };
  } catch (error) {
    if (error instanceof Refusal || signal.aborted) {
      return { stage, reason: (error as Error).message };
    }
    throw error;
  }
}

const NOTHING_SYNTHESIZED: Answer = {
  stage: "all stages",
  reason: "must be synthesized, got none; run npm run synth, or name a --folder",
};

function placesOf(stages: readonly string[], { folder }: Options, env: NodeJS.ProcessEnv): Place[] {
  if (folder !== undefined) return [{ stage: stages[0] ?? basename(folder), folder }];
  const outdir = outputFolder(env);
  const named = stages.length > 0 ? stages : allIn(outdir);
  return named.map((stage) => ({ stage, folder: stackFolder(outdir, stage) }));
}

function allIn(outdir: string): string[] {
  try {
    return synthesizedIn(outdir).map(([stack]) => stack);
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}
