import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../emulator/venv";
import { run } from "../processes/run";

/** Synthesizes a stage as `npm run synth` does, but leaves cdktf.out alone. */
export async function synthStage(
  stage: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<string> {
  const cwd = projectRoot();
  const outdir = mkdtempSync(join(tmpdir(), "try-synth-"));
  try {
    const args = [join("bin", "run.mjs"), "main.ts", stage];
    const options = { cwd, env: { ...env, CDKTF_OUTDIR: outdir }, signal };
    const { exitCode, stderr } = await run(process.execPath, args, options);
    if (exitCode !== 0) throw new Error(stderr);
    return readFileSync(join(outdir, "stacks", stage, "cdk.tf.json"), "utf8");
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
