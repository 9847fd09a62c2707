import type { Action, Plan, ResourceChange, Values } from "../../terraform/plan";

/** A resource that is not as it was, as a refreshing plan tells it. */
export function drifted(
  address: string,
  before: Values,
  after: Values | null,
  sensitive: object = {},
): ResourceChange {
  const [type = "", name = ""] = address.split(".");
  const actions: Action[] = after === null ? ["delete"] : ["update"];
  const marks = { before_sensitive: sensitive, after_sensitive: sensitive };
  const change = { actions, before, after, after_unknown: {}, ...marks };
  return { address, type, name, mode: "managed", change };
}

/** A refreshing plan: what is not as it was, and what there is, by address. */
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
