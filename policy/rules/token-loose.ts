import { statementsIn } from "../../review/rights";
import { addressOf, type Block, block } from "../../terraform/document";
import type { StackRule } from "./rule";

export const tokenLoose: StackRule = {
  id: "token-loose",
  finds: "a role takes tokens of any branch or pull request, or tokens made for another service",
  judge(stack) {
    return stack.all("aws_iam_role").flatMap((role) =>
      statementsIn(String(role.values.assume_role_policy))
        .filter(({ Effect, Principal }) => Effect === "Allow" && "Federated" in block(Principal))
        .flatMap(faultsOf)
        .map((title) => ({ address: addressOf(role), title })),
    );
  },
};

// --- internal ---

function faultsOf({ Condition }: Block): string[] {
  const asked = Object.values(block(Condition)).flatMap((keys) => Object.entries(block(keys)));
  const valuesOf = (claim: string) =>
    asked.filter(([key]) => key.endsWith(`:${claim}`)).flatMap(([, value]) => [value].flat());
  const isAny = valuesOf("sub").some((value) => String(value).includes("*"));
  return [
    ...(isAny ? ["takes tokens of any branch or pull request"] : []),
    ...(valuesOf("aud").length === 0 ? ["takes tokens that were made for another service"] : []),
  ];
}
