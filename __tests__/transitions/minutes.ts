import { rolloutOf } from "../../review/rollout";
import { Side } from "../../review/side";
import { USUAL, type Usual } from "../../service/minutes";
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
  const batches = kept.calls.includes(REFRESH) ? [`rollout: ${rollout(keptPlan(name))}`] : [];
  return [...slow, ...batches].join("<br>") || "–";
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
function rollout({ resource_changes: resources = [] }: Plan): string {
  const change = resources.find(({ address }) => address === "aws_autoscaling_group.web")?.change;
  const group = new Side(change?.after);
  const instances = group.number("min_size") ?? 0;
  const { batches, warmUpMinutes, waitMinutes, minutes } = rolloutOf(group, instances);
  const waits = waitMinutes > 0 ? ` + ${waitMinutes}` : "";
  return `${minutes} (${batches} × ${warmUpMinutes}${waits}, at ${instances} instances)`;
}
