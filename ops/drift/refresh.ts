import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Plan } from "../../terraform/plan";
import { CannotTell, PLAIN, runIn } from "../terraform";

export interface Refreshed {
  readonly plan: Plan;
  /** The synthesized JSON that was applied from this folder. */
  readonly document: unknown;
}

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

function checked(folder: string, plan: Plan, document: unknown): Refreshed {
  const known = plan.prior_state?.values?.root_module?.resources ?? [];
  if (known.length + (plan.resource_drift ?? []).length > 0) return { plan, document };
  const got = "got a state without resources";
  throw new CannotTell(
    `${folder}: must be deployed, ${got}; deploy it, or look whether this is the right backend`,
  );
}
