import { passTime } from "../../emulator/fleet-time";
import { watch } from "../../emulator/watch";
import { lineOf } from "../../service/breaks";
import type { Transition } from "../transitions/transition";
import type { Deployment } from "./deployment";
import type { Service } from "./service";

/** Longer than any rollout: at two instances of a stock image it takes ten minutes. */
const ROLLOUT_SECONDS = 3_600;

/** Carries out a change on a copy of an applied stage. @returns what broke, as `lineOf` says it */
export async function observed(
  stage: Transition["from"],
  service: Service,
  change: Pick<Transition, "settings" | "besides">,
): Promise<string[]> {
  const changed = await service.after(change);
  const copy = await service.deployment.copy();
  try {
    copy.change(changed);
    return await breaksDuring(stage, copy, () => copy.terraform.apply());
  } finally {
    await copy.close();
  }
}

/** What broke while `run` ran and until its rollout was over, each line once. */
export async function breaksDuring(
  stage: string,
  { emulator }: Pick<Deployment, "emulator">,
  run: () => Promise<unknown>,
): Promise<string[]> {
  await passTime(emulator, 0);
  const watching = await watch(emulator, stage);
  await run();
  await passTime(emulator, ROLLOUT_SECONDS);
  return [...new Set((await watching.breaks()).map(lineOf))].sort();
}
