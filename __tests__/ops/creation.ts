import type { Account } from "../../ops/recover/account";
import type { PlanOfCreation } from "../../ops/recover/recover";

const typed = (address: string) => {
  const [type = "", name = ""] = address.split(".");
  return { type, name };
};

/** What a plan would create, by address. */
export const planOf = (
  after: Record<string, Record<string, unknown>>,
  refers: Record<string, Record<string, string>> = {},
  prior: Record<string, Record<string, unknown>> = {},
): PlanOfCreation => ({
  resource_changes: Object.entries(after).map(([address, values]) => ({
    address,
    mode: "managed",
    ...typed(address),
    change: { actions: ["create"], before: null, after: values, after_unknown: {} },
  })),
  prior_state: {
    values: {
      root_module: {
        resources: Object.entries(prior).map(([address, values]) => ({
          address,
          ...typed(address),
          values,
        })),
      },
    },
  },
  configuration: {
    root_module: {
      resources: Object.entries(refers).map(([address, attributes]) => ({
        address,
        expressions: Object.fromEntries(
          Object.entries(attributes).map(([name, to]) => [name, { references: [`${to}.id`, to] }]),
        ),
      })),
    },
  },
});
export const named = (Name: string) => ({ tags_all: { Name, Stage: "lab" } });

/** An account that holds what is tagged, by name, and these of the kinds that are asked for. */
export const accountOf = (
  tagged: Record<string, string[]>,
  there: Record<string, string> = {},
): Account => ({
  named: (name) => tagged[name] ?? [],
  has: async (type, id) => there[type] === id,
});
