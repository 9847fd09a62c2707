import type { Plan } from "../../terraform/plan";
import { isWhole, plannedIn } from "../../terraform/planned";
import { changesOf, lineOf, linesOf } from "../../terraform/steps";
import type { Instance } from "../database/instances";
import type { Resize } from "./steps";

/** All that a plan would do, a line each, outputs included; none if it is empty. */
export function left(plan: Plan): string[] {
  const outputs = plannedIn(plan, () => false).filter(({ address }) =>
    address.startsWith("output."),
  );
  return [
    ...(isWhole(plan) && !isMore(plan) ? [] : ["what the plan doesn't say: it is not whole"]),
    ...linesOf(plan),
    ...outputs.map(({ address, does }) => `${does} ${address}`),
  ];
}

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
  if (isIt && others.length === 0 && isWhole(plan) && !isMore(plan)) return undefined;
  const got = changes.length === 0 ? "nothing" : changes.map(lineOf).join(", ");
  return `must only update ${address} (instance_class) in place, got ${got}`;
}

// --- internal ---

/** Performance Insights is on but for t classes, so it comes and goes with the class. */
const COMES_ALONG = /^(instance_class|performance_insights_\w+)$/;

function isMore({ deferred_changes = [], action_invocations = [], complete }: Plan): boolean {
  return deferred_changes.length + action_invocations.length > 0 || complete === false;
}
