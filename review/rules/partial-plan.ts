import { block, isBlock } from "../../terraform/document";
import type { Plan } from "../../terraform/plan";
import type { Context } from "../context";
import type { Located, PlanRule } from "../rule";

export const partialPlan: PlanRule = {
  id: "partial-plan",
  family: "truth",
  levels: ["attention", "note"],
  finds: "a plan errored, is incomplete, deferred, targeted, or made to destroy everything",
  why: "what a plan leaves out isn't seen here, and nobody can say that it is safe",
  judgePlan(plan, context) {
    const { deferred_changes: deferred = [], errored, complete } = plan;
    const waits = deferred.flatMap(({ resource_change: change }) =>
      change === undefined
        ? []
        : [about(change.address, "is deferred: another plan has to decide on it", AGAIN)],
    );
    const found: Located[] = [...waits];
    if (errored) {
      found.push(
        about(PLAN, "errored: what failed is missing here, with all that depends on it", MEND),
      );
    } else if (complete === false || isTargeted(plan)) {
      const why =
        waits.length > 0 ? "some changes are deferred" : "it was made with -target or -exclude";
      found.push(about(PLAN, `is not all there is to do: ${why}`, WHOLE));
    }
    if (destroysAll(plan, context)) found.push(about(PLAN, "destroys everything there is", SURE));
    if (!errored && !isBlock((plan as { configuration?: unknown }).configuration))
      found.push(BLIND);
    return found;
  },
};

// --- internal ---

const PLAN = "plan";
const AGAIN = "apply, then plan and review again";
const MEND = "mend the error, and plan again";
const WHOLE = "plan without -target and -exclude, and review that";
const SURE = "be sure that this stage is given up; take a backup first";

function about(address: string, title: string, remedy: string): Located {
  return { address, level: "attention", title, remedy };
}

const BLIND: Located = {
  address: PLAN,
  level: "note",
  title:
    "has no configuration: changes outside Terraform that it doesn't put back, and outputs that " +
    "stop being sensitive, can't be seen",
  remedy: "read Terraform's own words for these",
};

/** A whole plan lists every resource of the state. OpenTofu says it in no other way. */
function isTargeted({ complete, resource_changes: changes, prior_state: prior }: Plan): boolean {
  if (complete !== undefined || changes === undefined) return false;
  const listed = new Set(changes.map(({ address }) => address));
  for (const { previous_address: old } of changes) if (old !== undefined) listed.add(old);
  return managedIn(block(block(prior).values).root_module).some((each) => !listed.has(each));
}

function managedIn(module: unknown): string[] {
  const { resources = [], child_modules: children = [] } = block(module);
  const own = (resources as unknown[])
    .filter(isBlock)
    .filter(({ mode }) => mode !== "data")
    .map(({ address }) => String(address));
  return [...own, ...(children as unknown[]).flatMap(managedIn)];
}

function destroysAll(plan: Plan, { changes }: Context): boolean {
  const left = block(
    block((plan as unknown as Record<string, unknown>).planned_values).root_module,
  );
  const all =
    changes.length > 0 && changes.every(({ verb }) => verb === "delete" || verb === "forget");
  return all && !plan.errored && left.resources === undefined && left.child_modules === undefined;
}
