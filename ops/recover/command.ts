import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { killRunning } from "../../processes/run";
import type { CommandLine, ExitCode } from "../../terminal/command-line";
import { interrupts } from "../../terminal/interrupts";
import { atHome } from "../../terraform/at-home";
import { terraformIn } from "../../terraform/find";
import { homeOf, outputFolder, stackFolder, stackIn, stacksNamed } from "../../terraform/out";
import { asking } from "../asking";
import { importBlocks, recover } from "./recover";
import { render } from "./render";

/** Beside the stack's JSON, where the next plan reads it; a synth leaves it alone. */
const FILE = "recovered.tf.json";

/** Adds `recover` to the commands. */
export function addRecover(program: CommandLine, env: NodeJS.ProcessEnv): void {
  program
    .command("recover")
    .summary("find what a killed run made and no state knows")
    .description(WHAT_IT_DOES)
    .argument("<stack>", "the stack whose run was killed")
    .option("--folder <folder>", "where Terraform is run, instead of cdktf.out/stacks/STACK")
    .closing(
      { "npm run ops -- recover lab": "before lab is deployed again" },
      "0 done, 1 something must be decided by hand, 2 could not tell, 130 interrupted",
    )
    .work((stack: string, { folder }: { folder?: string }) => {
      if (folder !== undefined) return run(stack, folder, env);
      const outdir = outputFolder(env);
      stacksNamed(outdir, [stack]);
      return run(stack, stackFolder(outdir, stack), env);
    });
}

// --- internal ---

const WHAT_IT_DOES =
  "Plans, asks AWS which of the things to create are there already (by the tags and names that " +
  `follow from their addresses), and writes import blocks to ${FILE} beside the stack. Changes ` +
  "nothing else: the next plan shows the imports, the next deploy makes them.";

const UNLOCKED =
  "Read without HCP's lock: if a run of the workspace is going on, recover again when it has ended.";

async function run(stack: string, folder: string, env: NodeJS.ProcessEnv): Promise<ExitCode> {
  const home = homeOf(folder);
  const found = await look(folder, home, env, interrupts(killRunning));
  if (Object.keys(found.imports).length > 0) {
    writeFileSync(join(folder, FILE), importBlocks(found));
  }
  process.stdout.write(render({ stack, region: home.region, file: join(folder, FILE) }, found));
  if (stackIn(folder).inHcp) process.stdout.write(`\n${UNLOCKED}\n`);
  return Object.keys(found.doubled).length + found.unknown.length > 0 ? 1 : 0;
}

async function look(
  folder: string,
  { region, stage }: ReturnType<typeof homeOf>,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
) {
  rmSync(join(folder, FILE), { force: true }); // of the recovery before
  // Under the lock, but for HCP: what somebody is making at this moment is not lost.
  const options = { terraform: terraformIn(env), folder, env, signal };
  const plan = await atHome(options, (terraform) => terraform.look());
  const { accountOf } = await import("./account"); // AWS's SDK takes longer to load than all the rest
  return asking({ region, stage }, async () => recover(plan, await accountOf(stage, { region })));
}
