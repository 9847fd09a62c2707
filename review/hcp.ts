import { join } from "node:path";
import { projectRoot } from "../processes/project";
import { run as execute, killRunning } from "../processes/run";
import { interrupts } from "../terminal/interrupts";
import { faultIn, Refusal } from "../terminal/refusal";
import type { Plan } from "../terraform/plan";
import { planIn } from "./read";

/**
 * The plan of a run in HCP Terraform. A script reads it that has no npm package and holds the token.
 * @throws {Refusal} for a run without a plan, or one that the token may not read
 */
export async function planOfRun(run: string, env: NodeJS.ProcessEnv): Promise<Plan> {
  const script = join(projectRoot(), "bin", "hcp-plan.mjs");
  const signal = interrupts(killRunning);
  const { exitCode, stdout, stderr } = await execute(process.execPath, [script, run], {
    env,
    signal,
  });
  if (exitCode !== 0) throw new Refusal([faultIn(stderr.trim())], 2);
  return planIn(run, Buffer.from(stdout));
}
