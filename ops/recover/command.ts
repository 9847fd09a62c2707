import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { INTERRUPTED, interrupts } from "../../processes/interrupts";
import { CannotTell, documentIn, planIn } from "../terraform";
import { accountOf } from "./account";
import { importBlocks, type PlanOfCreation, recover } from "./recover";
import { render } from "./render";

/** Beside the stack's JSON, where the next plan reads it; a synth leaves it alone. */
const FILE = "recovered.tf.json";

/** Adds `recover` to the commands. */
export function addRecover(program: Command, env: NodeJS.ProcessEnv): void {
  program
    .command("recover")
    .summary("find what a killed run made and no state knows")
    .description(WHAT_IT_DOES)
    .argument("<stack>", "the stack whose run was killed")
    .option("--folder <folder>", "where Terraform is run, instead of cdktf.out/stacks/STACK")
    .addHelpText("after", EXIT_CODES)
    .action(async (stack: string, options: { folder?: string }) => {
      const folder = options.folder ?? join(env.CDKTF_OUTDIR || "cdktf.out", "stacks", stack);
      process.exitCode = await run(stack, folder, env, interrupts());
    });
}

// --- internal ---

const WHAT_IT_DOES =
  "Plans, asks AWS which of the things to create are there already (by the tags and names that " +
  `follow from their addresses), and writes import blocks to ${FILE} beside the stack. Changes ` +
  "nothing else: the next plan shows the imports, the next deploy makes them.";
const EXIT_CODES =
  "\nExit code: 0 done, 1 something must be decided by hand, 2 could not tell, 130 interrupted.";

async function run(
  stack: string,
  folder: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<number> {
  try {
    const found = await look(folder, env, signal);
    if (Object.keys(found.imports).length > 0) {
      writeFileSync(join(folder, FILE), importBlocks(found));
    }
    process.stdout.write(render(stack, found, join(folder, FILE)));
    return Object.keys(found.doubled).length + found.unknown.length > 0 ? 1 : 0;
  } catch (error) {
    if (signal.aborted) return INTERRUPTED;
    if (!(error instanceof CannotTell)) throw error;
    console.error(`${stack}: could not tell: ${error.message}`);
    return 2;
  }
}

async function look(folder: string, env: NodeJS.ProcessEnv, signal: AbortSignal) {
  const [{ region, default_tags }] = documentIn(folder).provider.aws;
  rmSync(join(folder, FILE), { force: true }); // of the recovery before
  // Under the lock: what somebody is making at this moment is not lost.
  const plan = await planIn<PlanOfCreation>(folder, "full", env, signal);
  try {
    return await recover(plan, await accountOf(default_tags[0].tags.Stage, { region }));
  } catch (error) {
    throw new CannotTell(`AWS in ${region}: ${(error as Error).message}`);
  }
}
