import { addressOf, type Block, block } from "../../terraform/document";
import type { StackRule } from "./rule";

export const halfProtected: StackRule = {
  id: "half-protected",
  finds:
    "Terraform must not destroy a resource, but a call to AWS may, or its data goes with it, or its backups go within a week",
  judge({ resources }) {
    return resources
      .filter(({ values }) => block(values.lifecycle).prevent_destroy === true)
      .flatMap((each) =>
        faultsOf(each.values).map((what) => ({
          address: addressOf(each),
          title: `must not be destroyed, but has ${what}`,
        })),
      );
  },
};

// --- internal ---

const WRONG = [
  ["deletion_protection", false],
  ["enable_deletion_protection", false],
  ["force_destroy", true],
  ["skip_final_snapshot", true],
] as const;

/** Days of backups: whoever looks at the database once a week still finds them. */
const LEAST_DAYS = 7;

function faultsOf(values: Block): string[] {
  const { backup_retention_period: days } = values;
  return [
    ...WRONG.filter(([key, value]) => values[key] === value).map((pair) => pair.join(" ")),
    ...(typeof days === "number" && days < LEAST_DAYS
      ? [`backups of fewer than ${LEAST_DAYS} days (${days})`]
      : []),
  ];
}
