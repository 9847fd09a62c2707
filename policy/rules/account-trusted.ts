import { statementsIn } from "../../review/rights";
import { addressOf, block } from "../../terraform/document";
import type { StackRule } from "./rule";

export const accountTrusted: StackRule = {
  id: "account-trusted",
  finds: "a role may be assumed by a whole account, without any condition",
  judge(stack) {
    return stack
      .all("aws_iam_role")
      .filter(({ values }) => statementsIn(String(values.assume_role_policy)).some(trustsAccount))
      .map((each) => ({ address: addressOf(each), title: "may be assumed by a whole account" }));
  },
};

// --- internal ---

function trustsAccount({ Effect, Principal, Condition }: Readonly<Record<string, unknown>>) {
  const who = [block(Principal).AWS].flat().map(String);
  const whole = who.some((each) => /^(\d{12}|arn:[^:]*:iam::[^:]*:root)$/.test(each));
  return Effect === "Allow" && whole && Condition === undefined;
}
