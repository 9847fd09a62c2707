import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Refusal } from "../terminal/refusal";
import { TerraformJson } from "./document";

/** The folder that a synth writes to: `CDKTF_OUTDIR`, or `cdktf.out` if that is not set or empty. */
export function outputFolder(env: NodeJS.ProcessEnv): string {
  return env.CDKTF_OUTDIR || "cdktf.out";
}

/** The folder of a stack, in which Terraform is run. */
export function stackFolder(outdir: string, stack: string): string {
  return join(outdir, "stacks", stack);
}

/** The stack that a synth has written to a folder. */
export function stackIn(folder: string): TerraformJson {
  return new TerraformJson(readOutput(join(folder, "cdk.tf.json"), "must be a synthesized stack"));
}

/** Where the stack in a folder lives in AWS: its region, and the tag `Stage` of all that is in it. */
export function homeOf(folder: string): { region: string; stage: string } {
  const { region, stage } = stackIn(folder);
  if (region !== undefined && stage !== undefined) return { region, stage };
  const must = "must have a provider with a region and a default tag Stage, got none";
  throw new Refusal([{ where: join(folder, "cdk.tf.json"), says: `${must}; run npm run synth` }]);
}

/**
 * Reads a file of the last synth.
 * @param must what the file has to be, for a message
 */
export function readOutput(file: string, must: string, shown = file): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const got = code === "ENOENT" ? "no such file" : message.replace(/\s+/g, " ");
    throw new Refusal([{ where: shown, says: `${must}, got ${got}; run npm run synth` }]);
  }
}
