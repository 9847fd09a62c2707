import type { PlanRule } from "../rule";

export const conditionFails: PlanRule = {
  id: "condition-fails",
  family: "truth",
  levels: ["attention"],
  finds: "a check or condition of the stack fails",
  why: "somebody wrote down that this must hold, and it doesn't",
  judgePlan({ checks = [] }) {
    return checks
      .filter(({ status }) => status === "fail" || status === "error")
      .map(({ address, instances = [] }) => {
        const messages = instances.flatMap(({ problems = [] }) =>
          problems.map((each) => each.message),
        );
        const said = messages.length > 0 ? `: ${messages.join("; ")}` : "";
        return {
          address: address.to_display,
          level: "attention" as const,
          title: `a condition fails${said}`,
          remedy: "do what the message says, and plan again",
        };
      });
  },
};
