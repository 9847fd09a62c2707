import { type Drift, driftIn, nameOf } from "../../terraform/drift";
import type { ResourceChange } from "../../terraform/plan";
import { same } from "../../terraform/values";
import type { Located, PlanRule } from "../rule";

export const drift: PlanRule = {
  id: "drift",
  family: "truth",
  levels: ["attention", "note"],
  finds: "something changed outside Terraform, and what this plan does about it",
  why: "whoever changed it by hand had a reason, or had no right to",
  judgePlan(plan) {
    const entries = new Map<string, ResourceChange>();
    for (const each of plan.resource_changes ?? []) {
      if (each.deposed === undefined) entries.set(each.address, each);
    }
    return driftIn(plan).flatMap((each) => judge(each, entries.get(each.address)) ?? []);
  },
};

// --- internal ---

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
