import { type Finished, run } from "../processes/run";

/** Why it can't be told what is there; a sentence. */
export class CannotTell extends Error {}

export const PLAIN = "-no-color";

/** Runs the caller's own terraform, with the caller's credentials, in a stack's folder. */
export async function runIn(
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
    const where = "https://developer.hashicorp.com/terraform/install";
    throw new CannotTell(
      `terraform: not found on PATH; install Terraform 1.10 or newer (${where})`,
    );
  }
  if (/terraform init\b/.test(stderr)) {
    const got = "got one that is not, or not for what it says now";
    throw new CannotTell(
      `${folder}: must be initialized, ${got}; run terraform -chdir=${folder} init`,
    );
  }
  throw new CannotTell(`terraform ${args[0]} failed: ${squeezed(stderr)}`);
}

// --- internal ---

const LONGEST = 600;

/** Terraform frames its messages and wraps them at 78 columns. */
function squeezed(stderr: string): string {
  const text = stderr.replace(/[╷│╵\s]+/g, " ").trim();
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
