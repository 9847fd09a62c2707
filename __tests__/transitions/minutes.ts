import { USUAL, type Usual } from "../../service/minutes";
import { block, number } from "../../terraform/document";
import type { Plan } from "../../terraform/plan";
import { linesOf } from "../../terraform/steps";
import { type KeptTransition, keptPlan, keptTransition } from "../support/kept-plans";
import { nameOf, type Transition } from "./transition";

/** How long AWS usually takes over each call of a change that takes longer than its answer. */
export function minutesOf(transition: Transition): string {
  const name = nameOf(transition);
  const kept = keptTransition(name);
  const slow = USUAL.filter((usual) => makes(kept, usual)).map(
    ({ call, minutes }) => `${actionOf(call)}: ${minutes ?? "no source"}`,
  );
  const rollout = kept.calls.includes(REFRESH) ? [`rollout: ${rolloutOf(keptPlan(name))}`] : [];
  return [...slow, ...rollout].join("<br>") || "–";
}

/** The calls, with what they wait for and who says so. */
export function tableOfMinutes(): string[] {
  const rows = USUAL.map(({ call, changing, minutes, until, source }) => {
    const what = changing ? `${call}, with another \`${changing}\`` : call;
    return `| ${what} | ${minutes ?? "no source"} | ${until} | ${source ? `<${source}>` : "none found"} |`;
  });
  return ["| call | minutes | until | source |", "|---|---|---|---|", ...rows];
}

// --- internal ---

const REFRESH = "autoscaling StartInstanceRefresh";

function makes({ calls, plan }: KeptTransition, { call, changing }: Usual): boolean {
  if (!calls.includes(call)) return false;
  return changing === undefined || linesOf(plan).some((line) => line.includes(`(${changing}`));
}

/** `ec2 CreateNatGateway` without its service. */
function actionOf(call: string): string {
  return call.split(" ")[1] ?? call;
}

/** Batches times the warm-up, with the fewest instances: AWS goes on when a warm-up is over. */
function rolloutOf({ resource_changes: resources = [] }: Plan): string {
  const group = resources.find(({ address }) => address === "aws_autoscaling_group.web");
  const {
    min_size,
    default_instance_warmup: warmUp,
    instance_refresh,
  } = block(group?.change.after);
  const preferences = block(block(instance_refresh).preferences);
  const instances = number(min_size) ?? 0;
  const most = Math.ceil((instances * (number(preferences.max_healthy_percentage) ?? 100)) / 100);
  const batches = Math.ceil(instances / Math.max(1, most - instances));
  const minutes = (batches * (number(warmUp) ?? 0)) / 60;
  return `${minutes} (${batches} × ${(number(warmUp) ?? 0) / 60}, at ${instances} instances)`;
}
