import { basename } from "node:path";
import { killRunning } from "../../processes/run";
import { type CommandLine, type ExitCode, showCause } from "../../terminal/command-line";
import { interrupts } from "../../terminal/interrupts";
import { Refusal } from "../../terminal/refusal";
import { outputFolder, stackFolder, stacksNamed } from "../../terraform/out";
import { dated } from "./dated";
import { look, lookAt } from "./look";
import { type Answer, exitCodeOf, render, toJson } from "./render";
import { toldOf } from "./told";

interface Options {
  readonly folder?: string;
  readonly plan?: string;
  readonly json?: true;
}

/** Adds `drift` to the commands. */
export function addDrift(program: CommandLine, env: NodeJS.ProcessEnv): void {
  program
    .command("drift")
    .summary("tell what changed outside Terraform")
    .description(WHAT_IT_DOES)
    .argument("[stage...]", "stages to look at; all that were synthesized, if none is named")
    .option("--folder <folder>", "where Terraform is run, instead of cdktf.out/stacks/STAGE")
    .option("--plan <file>", "JSON of a terraform plan of one stage, instead of making one")
    .option("--json", "one JSON document")
    .closing(EXAMPLES, "0 no drift, 1 drift, 2 could not tell, 130 interrupted")
    .work((stages: string[], options: Options) =>
      drift(placesOf(stages, options, env), options, env),
    );
}

// --- internal ---

const WHAT_IT_DOES =
  "Reports what changed outside Terraform, by tier: things deleted, values that we set, and what " +
  "others have added to ours. Runs the terraform on PATH with the credentials at hand, reads " +
  "only, and takes no lock.";
const EXAMPLES = {
  "npm run ops -- drift lab": "one stage",
  "npm run --silent ops -- drift --json | jq": "every stage of the last synth, for a program",
};

interface Place {
  readonly stage: string;
  readonly folder: string;
  /** File of a plan that was made elsewhere. */
  readonly plan?: string | undefined;
}

async function drift(
  places: readonly Place[],
  { json }: Options,
  env: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  const signal = interrupts(killRunning);
  const found = await Promise.all(places.map((place) => answer(place, env, signal)));
  const answers: Answer[] = [];
  // One stage after the other: CloudTrail takes two questions a second of an account.
  for (const each of found) answers.push("told" in each ? await dated(each, signal) : each);
  process.stdout.write(json ? toJson(answers) : render(answers));
  return exitCodeOf(answers);
}

/** What is refused for one stage doesn't keep the others from being looked at. */
async function answer(
  { stage, folder, plan: file }: Place,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<Answer> {
  try {
    const seen = file === undefined ? await look(folder, env, signal) : lookAt(folder, file);
    const { home, unsure } = seen;
    return { stage, home, told: toldOf(stage, seen), unsure, elsewhere: file !== undefined };
  } catch (error) {
    if (signal.aborted || !(error instanceof Refusal)) throw error;
    showCause(error.cause);
    return { stage, reason: error.message };
  }
}

function placesOf(stages: readonly string[], options: Options, env: NodeJS.ProcessEnv): Place[] {
  const { folder, plan } = options;
  if (folder === undefined) {
    const outdir = outputFolder(env);
    const named = stacksNamed(outdir, stages);
    if (plan !== undefined && named.length !== 1) throw onlyOne("--plan", named, "name one");
    return named.map((stage) => ({ stage, folder: stackFolder(outdir, stage), plan }));
  }
  const [stage = basename(folder), ...others] = stages;
  if (others.length === 0) return [{ stage, folder, plan }];
  throw onlyOne("--folder", stages, "name one, or none");
}

function onlyOne(where: string, stages: readonly string[], remedy: string): Refusal {
  const says = `must be for one stage, got ${stages.length}; ${remedy}`;
  return new Refusal([{ where, says }], 2);
}
