import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Finished, run } from "../processes/run";
import { explain, unframed } from "../terraform/explain";
import { INSTALL_TERRAFORM } from "../terraform/versions";

/** Why it can't be told what is there; a sentence. */
export class CannotTell extends Error {}

/** As much of a stack's JSON as operations ask for. */
export interface StackDocument {
  readonly provider: {
    readonly aws: readonly [
      {
        readonly region: string;
        readonly default_tags: readonly [{ readonly tags: { readonly Stage: string } }];
      },
    ];
  };
}

/** The JSON of the stack in a folder. */
export function documentIn(folder: string): StackDocument {
  const file = join(folder, "cdk.tf.json");
  if (!existsSync(file)) {
    throw new CannotTell(`${file}: must be a synthesized stack, got no file; run npm run synth`);
  }
  return JSON.parse(readFileSync(file, "utf8"));
}

/**
 * Plans in a stack's folder, with the caller's own terraform and credentials, and returns the plan
 * as JSON. Of the plan, which holds values, nothing stays.
 * @param kind refresh-only writes no state, so it takes no lock: a role that may only read will do
 */
export async function planIn<Plan>(
  folder: string,
  kind: "refresh-only" | "full",
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<Plan> {
  const scratch = mkdtempSync(join(tmpdir(), "ops-"));
  try {
    const file = join(scratch, "plan");
    const out = `-out=${file}`;
    const own = kind === "full" ? [out] : ["-refresh-only", out, "-lock=false"];
    await runIn(folder, ["plan", ...own, "-input=false", "-no-color"], env, signal);
    const { stdout } = await runIn(folder, ["show", "-json", file], env, signal);
    return JSON.parse(stdout) as Plan;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

// --- internal ---

/** Runs the caller's own terraform, with the caller's credentials, in a stack's folder. */
async function runIn(
  folder: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<Finished> {
  const ours = { ...env, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" };
  const finished = await run("terraform", args, { cwd: folder, env: ours, signal });
  const { exitCode, stderr } = finished;
  if (exitCode === 0) return finished;
  if (/\bENOENT\b/.test(stderr)) {
    throw new CannotTell(`terraform: not found on PATH; ${INSTALL_TERRAFORM}`);
  }
  if (/terraform init\b/.test(stderr)) {
    const got = "got one that is not, or not for what it says now";
    throw new CannotTell(
      `${folder}: must be initialized, ${got}; run terraform -chdir=${folder} init`,
    );
  }
  throw new CannotTell(explain(stderr) ?? `terraform ${args[0]} failed: ${squeezed(stderr)}`);
}

const LONGEST = 600;

function squeezed(stderr: string): string {
  const text = unframed(stderr);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
