import { readFileSync } from "node:fs";
import { Refusal } from "../../terminal/refusal";
import { Terraform } from "../../terraform/command";
import { isBlock } from "../../terraform/document";
import { terraformIn } from "../../terraform/find";
import { readJson } from "../../terraform/json";
import { stackIn } from "../../terraform/out";
import type { Plan } from "../../terraform/plan";

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
  const { document } = stackIn(folder);
  const terraform = new Terraform({ terraform: terraformIn(env), folder, env, signal });
  const plan = await terraform.look("-refresh-only", "-lock=false");
  return checked(folder, plan, document);
}

/** What a plan of `-refresh-only` found that was made elsewhere, by its JSON in a file. */
export async function planned(folder: string, file: string): Promise<Refreshed> {
  const { document } = stackIn(folder);
  return checked(folder, readPlan(file), document);
}

// --- internal ---

function readPlan(file: string): Plan {
  try {
    const plan = readJson(readFileSync(file, "utf8"));
    if (isBlock(plan) && typeof plan.format_version === "string") return plan as unknown as Plan;
  } catch {
    // Refused below: not there, or no JSON.
  }
  const says = "must be what terraform show -json prints of a plan, got something else";
  throw new Refusal([{ where: file, says }]);
}

function checked(folder: string, plan: Plan, document: unknown): Refreshed {
  const read = plan.prior_state?.values?.root_module?.resources ?? [];
  // What a plan looks up is there without any deploy.
  const known = read.filter(({ address }) => !address.startsWith("data."));
  if (known.length + (plan.resource_drift ?? []).length > 0) return { plan, document };
  const must = "must be deployed, got a state without resources";
  const says = `${must}; deploy it, or look whether this is the right backend`;
  throw new Refusal([{ where: folder, says }]);
}
