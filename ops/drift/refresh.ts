import type { Plan } from "../../terraform/plan";
import { CannotTell, documentIn, planIn } from "../terraform";

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
  const document = documentIn(folder);
  const plan = await planIn<Plan>(folder, "refresh-only", env, signal);
  return checked(folder, plan, document);
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
