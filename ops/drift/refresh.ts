import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Finished, run } from "../../processes/run";
import type { Plan } from "../../terraform/plan";

export interface Refreshed {
  readonly plan: Plan;
  /** The synthesized JSON that was applied from this folder. */
  readonly document: unknown;
}

/** Why it can't be told what is there; a sentence. */
export class CannotTell extends Error {}

/**
 * Asks AWS what there is now, with the caller's own terraform and credentials. Nothing is changed:
 * the state is not written, so its lock is not taken, and a role that may only read will do.
 */
export async function refresh(
  folder: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<Refreshed> {
  const file = join(folder, "cdk.tf.json");
  if (!existsSync(file)) {
    throw new CannotTell(`${file}: must be a synthesized stack, got no file; run npm run synth`);
  }
  const scratch = mkdtempSync(join(tmpdir(), "drift-")); // the plan holds values, and is for us alone
  try {
    const plan = join(scratch, "plan");
    const terraform = (...args: string[]) => runIn(folder, args, env, signal);
    await terraform("plan", "-refresh-only", `-out=${plan}`, "-lock=false", "-input=false", PLAIN);
    const { stdout } = await terraform("show", "-json", plan);
    return checked(folder, JSON.parse(stdout) as Plan, JSON.parse(readFileSync(file, "utf8")));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

// --- internal ---

const PLAIN = "-no-color";
const LONGEST = 600;

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

function checked(folder: string, plan: Plan, document: unknown): Refreshed {
  const known = plan.prior_state?.values?.root_module?.resources ?? [];
  if (known.length + (plan.resource_drift ?? []).length > 0) return { plan, document };
  const got = "got a state without resources";
  throw new CannotTell(
    `${folder}: must be deployed, ${got}; deploy it, or look whether this is the right backend`,
  );
}

/** Terraform frames its messages and wraps them at 78 columns. */
function squeezed(stderr: string): string {
  const text = stderr.replace(/[╷│╵\s]+/g, " ").trim();
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
