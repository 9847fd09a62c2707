import { additionsIn, isListOfOthers } from "../../terraform/additions";
import { type Drift, driftIn, nameOf } from "../../terraform/drift";
import type { Plan, ResourceChange } from "../../terraform/plan";
import { same } from "../../terraform/values";
import type { Located, PlanRule } from "../rule";

export const drift: PlanRule = {
  id: "drift",
  family: "truth",
  levels: ["attention", "note"],
  finds: "something changed outside Terraform, and what this plan does about it",
  why: "whoever changed it by hand had a reason, or had no right to",
  judgePlan(plan) {
    if ((plan.resource_drift ?? []).length === 0) return [];
    const entries = new Map<string, ResourceChange>();
    for (const each of plan.resource_changes ?? []) {
      if (each.deposed === undefined) entries.set(each.address, each);
    }
    const changed = driftIn(ofDrifted(plan)).flatMap(
      (each) => judge(each, entries.get(each.address)) ?? [],
    );
    return [...changed, ...besideOurs(plan)];
  },
};

// --- internal ---

/** A plan without what nobody touched: of a large one, nearly all. */
function ofDrifted(plan: Plan): Plan {
  const drifted = new Set((plan.resource_drift ?? []).map(({ address }) => address));
  const changes = plan.resource_changes?.filter(({ address }) => drifted.has(address));
  return changes === undefined ? plan : { ...plan, resource_changes: changes };
}

/** What others have just added to a list of ours: an opened port, a route. No deploy takes it away. */
function besideOurs(plan: Plan): Located[] {
  const drifted = (plan.resource_drift ?? []).filter(({ type, change }) =>
    Object.keys(change.after ?? {}).some(
      (name) => isListOfOthers(type, name) && !same(change.before?.[name], change.after?.[name]),
    ),
  );
  if (drifted.length === 0) return [];
  const addresses = new Set(drifted.map(({ address }) => address));
  return additionsIn(withState(plan))
    .filter(({ address }) => addresses.has(address))
    .map(({ address, attribute, what }) => ({
      address,
      level: "attention",
      title: `has more than ours, which no deploy takes away: ${what}`,
      remedy: "remove it by hand, or take it into the code",
      changes: [{ path: attribute, before: null, after: what }],
    }));
}

/** A plan's changes say what there is as its state does, and a plan for a pipeline has them alone. */
function withState(plan: Plan): Plan {
  if (plan.resource_changes === undefined) return plan;
  const resources = plan.resource_changes.flatMap(({ address, type, mode, change }) =>
    mode === "managed" && change.before ? [{ address, type, values: change.before }] : [],
  );
  return { ...plan, prior_state: { values: { root_module: { resources } } } };
}

function judge(each: Drift, entry: ResourceChange | undefined): Located | undefined {
  const { address, kind } = each;
  if (kind === "deleted") {
    return {
      address,
      level: "attention",
      title: `was deleted outside Terraform; ${entry?.change.actions.includes("create") ? "this plan makes it again" : "this plan doesn't make it again"}`,
      remedy: "find out who deleted it, and why",
    };
  }
  const ours = kind === "changed" ? each.differences : putBack(each, entry);
  if (ours.length === 0) return undefined;
  const tagsAlone = ours.every(({ path }) => path[0] === "tags_all");
  // Terraform has compared: the configuration has the same already, or ignores it on purpose.
  const agreed = entry?.change.actions.includes("no-op") ?? false;
  return {
    address,
    level: tagsAlone || agreed ? "note" : "attention",
    title: `was changed outside Terraform; ${after(ours, entry)}`,
    remedy: "keep it by taking it into the settings, or let the plan put it back",
    changes: ours.map(({ path, before, after: found }) => ({
      path: nameOf(path),
      before,
      after: found,
    })),
  };
}

/** What a plan puts back was ours, also where the plan's configuration was taken out. */
function putBack({ differences }: Drift, entry: ResourceChange | undefined): Drift["differences"] {
  if (!entry?.change.actions.includes("update")) return [];
  return differences.filter(({ path: [head = ""], before }) => {
    const planned = entry.change.after?.[head];
    return (
      planned !== undefined && same(planned, before) && !same(planned, entry.change.before?.[head])
    );
  });
}

function after(ours: Drift["differences"], entry: ResourceChange | undefined): string {
  const actions = entry?.change.actions ?? [];
  if (actions.includes("no-op")) return "the configuration says the same, or ignores it";
  if (entry === undefined) return "this plan takes it into the state";
  if (actions.includes("delete")) return "this plan destroys it all the same";
  const heads = ours.map(({ path: [head = ""] }) => head);
  const changes = heads.some(
    (head) => !same(entry.change.before?.[head], entry.change.after?.[head]),
  );
  return actions.includes("update") && changes
    ? "this plan puts it back"
    : "this plan leaves it so";
}
