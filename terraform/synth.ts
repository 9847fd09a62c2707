import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../processes/project";
import { run } from "../processes/run";
import { faultIn, Refusal } from "../terminal/refusal";
import { stackFolder } from "./out";
import { readStack, type StackFiles } from "./stack";

/** Synthesizes a stage as `npm run synth` does, but leaves cdktf.out alone. */
export async function synthStage(
  stage: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<StackFiles> {
  const cwd = projectRoot();
  const outdir = mkdtempSync(join(tmpdir(), "synth-"));
  try {
    const args = [join("bin", "run.mjs"), "main.ts", "--quiet", stage];
    const options = { cwd, env: { ...env, CDKTF_OUTDIR: outdir }, signal };
    const { exitCode, stderr } = await run(process.execPath, args, options);
    if (exitCode !== 0) throw new Refusal([faultIn(saidIn(stderr) || silent(exitCode))]);
    return readStack(stackFolder(outdir, stage));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** A fault in a source comes with its line and a caret below, so the text stays as it is. */
export function saidIn(stderr: string): string {
  return stderr.replace(/^bundling .*…\n/gm, "").trimEnd();
}

// --- internal ---

function silent(exitCode: unknown): string {
  return `npm run synth: must write the stage, got its end (${exitCode}) without a word; run it again`;
}
