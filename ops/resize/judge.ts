import type { Plan } from "../../terraform/plan";
import { changesOf, lineOf } from "../../terraform/steps";
import type { Instance } from "../database/instances";
import { saysAll } from "../left";
import type { Resize } from "./steps";

/** Why a plan is not the resize of one instance in place and nothing else; undefined if it is. */
export function faultOf(
  plan: Plan,
  { to }: Resize,
  { address }: Pick<Instance, "address">,
): string | undefined {
  const changes = changesOf(plan);
  const [only, ...others] = changes;
  const entry = plan.resource_changes?.find((each) => each.address === address);
  const isIt =
    only?.verb === "update" &&
    only.address === address &&
    only.attributes.every((each) => COMES_ALONG.test(each)) &&
    entry?.change.after?.instance_class === to;
  if (isIt && others.length === 0 && saysAll(plan)) return undefined;
  const got = changes.length === 0 ? "nothing" : changes.map(lineOf).join(", ");
  return `must only update ${address} (instance_class) in place, got ${got}`;
}

// --- internal ---

/** Performance Insights is on but for t classes, so it comes and goes with the class. */
const COMES_ALONG = /^(instance_class|performance_insights_\w+)$/;
