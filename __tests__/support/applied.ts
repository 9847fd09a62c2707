import { passTime } from "../../emulator/fleet-time";
import { changesIn, watch } from "../../emulator/watch";
import type { Break } from "../../service/breaks";
import type { Plan } from "../../terraform/plan";
import type { Transition } from "../transitions/transition";
import { type Asked, callsDuring } from "./asked";
import { leftBy } from "./left";
import type { Service } from "./service";

/** What became of a change. */
export interface Applied {
  readonly plan: Plan;
  /** What the apply asked of AWS to change something, each call once. */
  readonly calls: readonly string[];
  /** What broke while it ran and until its rollout was over, in the order in which it broke. */
  readonly broke: readonly Break[];
  /** What a second plan would do. */
  readonly left: readonly string[];
}

/** Applies a change to a stage that works, and looks at the service after each call. */
export async function applied(
  service: Service,
  change: Pick<Transition, "settings" | "besides">,
  asked: Asked,
): Promise<Applied> {
  const { terraform, deployment } = service;
  const { emulator } = deployment;
  deployment.change(await service.after(change));
  await passTime(emulator, 0);
  const watching = await watch(emulator, service.stage);
  const plan = await asked.during("plan", emulator, () => terraform.plan("-refresh=false"));
  const calls = await callsDuring(emulator.log, () => terraform.applyPlan());
  await passTime(emulator, ROLLOUT_SECONDS);
  const broke = await watching.breaks();
  return { plan, calls: changesIn(calls), broke, left: await leftBy(terraform) };
}

// --- internal ---

/** Longer than any rollout: at two instances of a stock image it takes ten minutes. */
const ROLLOUT_SECONDS = 3_600;
