import { differs, isGone } from "../change";
import type { ResourceRule } from "../rule";

const PATH = "permissions_boundary";

export const boundaryRemoved: ResourceRule = {
  id: "boundary-removed",
  family: "doors",
  levels: ["danger", "attention"],
  finds: "a role's permissions boundary goes (danger) or is another",
  why: "the boundary is the most that the role may do, whatever its policies say",
  types: ["aws_iam_role"],
  elsewhere: ["aws_iam_user"],
  judge(change) {
    if (isGone(change) || !differs(change, PATH) || !change.before.text(PATH)) return undefined;
    const gone = !change.after.isUnknown(PATH) && !change.after.text(PATH);
    return {
      level: gone ? "danger" : "attention",
      title: gone ? "loses its permissions boundary" : "gets another permissions boundary",
      remedy: "keep the boundary; widen it by a reviewed change of its own if it is too narrow",
      shows: [PATH],
    };
  },
};
