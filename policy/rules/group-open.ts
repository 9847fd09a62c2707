import { addressOf, count } from "../../terraform/document";
import type { StackRule } from "./rule";

export const groupOpen: StackRule = {
  id: "group-open",
  finds:
    "the network's default security group lets something through: whatever names no group gets it",
  judge(stack) {
    return stack
      .all("aws_default_security_group")
      .filter(({ values }) => count(values.ingress) + count(values.egress) > 0)
      .map((each) => ({ address: addressOf(each), title: "lets something through" }));
  },
};
