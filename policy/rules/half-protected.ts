import { block } from "../../terraform/document";
import { addressOf, type StackRule } from "./rule";

export const halfProtected: StackRule = {
  id: "half-protected",
  finds: "Terraform must not destroy a resource, but a call to AWS may, or its data goes with it",
  judge({ resources }) {
    return resources
      .filter(({ values }) => block(values.lifecycle).prevent_destroy === true)
      .flatMap((each) =>
        WRONG.filter(([key, value]) => each.values[key] === value).map(([key, value]) => ({
          address: addressOf(each),
          title: `must not be destroyed, but has ${key} ${value}`,
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
