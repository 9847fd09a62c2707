import type { PlanRule } from "../rule";

const REASONS: Readonly<Record<string, string>> = {
  replace_because_tainted:
    "is replaced because it is tainted: its last creation failed, or somebody marked it",
  replace_by_request: "is replaced by request (-replace), though no setting changes",
};

export const replacedOnRequest: PlanRule = {
  id: "replaced-on-request",
  family: "truth",
  levels: ["attention"],
  finds: "something is replaced because of a taint or `-replace`",
  why: "the code doesn't ask for it, so a review of the code can't have seen it",
  judgePlan(_, { changes }) {
    return changes.flatMap(({ address, entry }) => {
      const title = REASONS[entry.action_reason ?? ""];
      if (title === undefined) return [];
      const remedy = "see who asked for it; terraform untaint takes a taint back";
      return [{ address, level: "attention", title, remedy }];
    });
  },
};
