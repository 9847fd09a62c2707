import type { PlanRule } from "../rule";

export const actionInvoked: PlanRule = {
  id: "action-invoked",
  family: "truth",
  levels: ["attention"],
  finds: "an action of a provider runs (Terraform 1.14 and newer)",
  why: "an action does something that no plan shows, and that no plan takes back",
  judgePlan({ action_invocations: actions = [] }) {
    return [...new Set(actions.map(({ address }) => address))].map((address) => ({
      address,
      level: "attention" as const,
      title: "is invoked by the apply",
      remedy: "read what the action does",
    }));
  },
};
