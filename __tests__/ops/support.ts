import type { Look } from "../../ops/drift/look";
import { Ours } from "../../ops/drift/ours";
import type { Action, Change, Plan, ResourceChange, Values } from "../../terraform/plan";

/** A resource that is not as it was, as a plan tells it. */
export function drifted(
  address: string,
  before: Values,
  after: Values | null,
  sensitive: object = {},
): ResourceChange {
  const actions: Action[] = after === null ? ["delete"] : ["update"];
  const marks = { before_sensitive: sensitive, after_sensitive: sensitive };
  return entry(address, { actions, before, after, after_unknown: {}, ...marks });
}

/** What a plan does to a resource; nothing, if no change is given. */
export function planned(address: string, change: Partial<Change> = {}): ResourceChange {
  const nothing = { actions: ["no-op"] as const, before: {}, after: {}, after_unknown: {} };
  return entry(address, { ...nothing, ...change });
}

/** What a look at a stage has found, by its plan. */
export function lookOf(plan: Plan, more: Partial<Look> = {}): Look {
  const home = { backend: "file terraform.lab.tfstate", account: ACCOUNT, region: "us-east-1" };
  const ours = new Ours(plan);
  const found = { plan, reviewable: plan, document: {}, home, ours, surroundings: undefined };
  return { ...found, unsure: [], ...more };
}

export const ACCOUNT = "123456789012";

/** An ordinary plan, which also says what it does to all that there is. */
export function wholePlanOf(
  resource_drift: readonly ResourceChange[],
  resource_changes: readonly ResourceChange[],
  there: Readonly<Record<string, Values>> = {},
): Plan {
  const isChanged = (address: string) => resource_changes.some((each) => each.address === address);
  const others = Object.keys(there).filter((address) => !isChanged(address));
  const all = [...resource_changes, ...others.map((address) => planned(address))];
  return { ...planOf(resource_drift, there), resource_changes: all };
}

/** A plan that only refreshes: what is not as it was, and what there is, by address. */
export function planOf(
  resource_drift: readonly ResourceChange[],
  there: Readonly<Record<string, Values>> = {},
): Plan {
  const resources = Object.entries(there).map(([address, values]) => {
    return { address, type: address.split(".")[0] ?? "", values };
  });
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    resource_drift,
    prior_state: { values: { root_module: { resources } } },
  };
}

// --- internal ---

function entry(address: string, change: Change): ResourceChange {
  const [type = "", name = ""] = address.split(".");
  return { address, type, name, mode: "managed", change };
}
