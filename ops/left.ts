import type { Plan } from "../terraform/plan";
import { isWhole, plannedIn } from "../terraform/planned";
import { linesOf } from "../terraform/steps";

/** All that a plan would do, a line each, outputs included; none if it is empty. */
export function left(plan: Plan): string[] {
  const outputs = plannedIn(plan, () => false).filter(({ address }) =>
    address.startsWith("output."),
  );
  return [
    ...(saysAll(plan) ? [] : ["what the plan doesn't say: it is not whole"]),
    ...linesOf(plan),
    ...outputs.map(({ address, does }) => `${does} ${address}`),
  ];
}

/** Whether a plan says of everything what it does to it, and leaves nothing for a later one. */
export function saysAll(plan: Plan): boolean {
  const { deferred_changes = [], action_invocations = [], complete } = plan;
  const isMore = deferred_changes.length + action_invocations.length > 0 || complete === false;
  return isWhole(plan) && !isMore;
}
