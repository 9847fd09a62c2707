import { type Change, isGone } from "../change";
import type { Context } from "../context";
import type { ResourceRule } from "../rule";
import type { Side } from "../side";

const ACL = "aws_wafv2_web_acl";
const ASSOCIATION = "aws_wafv2_web_acl_association";

export const filterWeaker: ResourceRule = {
  id: "filter-weaker",
  family: "doors",
  levels: ["attention"],
  finds: "web requests are no longer filtered, or by fewer rules",
  why: "what the rules refused reaches the app from then on",
  types: [ACL, ASSOCIATION],
  judge(change, context) {
    if (change.type === ASSOCIATION) return ofAssociation(change, context);
    const lost = refusing(change.before).filter((name) => !refusing(change.after).includes(name));
    if (isGone(change) || lost.length === 0) return undefined;
    return said(`no longer refuses by ${lost.join(", ")}`, ["rule"]);
  },
};

// --- internal ---

/** The web ACL may stay for another load balancer; without an association it filters nothing. */
function ofAssociation(change: Change, context: Context) {
  const balancers = context.namedBy(change, "resource_arn", "aws_lb");
  if (!isGone(change) || balancers.some(isGone)) return undefined;
  return said("ends: requests to the load balancer are no longer filtered", []);
}

function said(title: string, shows: readonly string[]) {
  const remedy = "keep the rules, or count first what they would refuse";
  return { level: "attention" as const, title, remedy, shows };
}

/** Names of the rules that don't only count. */
function refusing(side: Side): string[] {
  return side
    .blocks("rule")
    .filter(({ action, override_action }) => !counts(action) && !counts(override_action))
    .map(({ name }) => String(name));
}

/** A block that is there is a list with an object in it, which may be empty. */
function counts(block: unknown): boolean {
  const [first] = [block ?? []].flat() as { count?: unknown[] }[];
  return Array.isArray(first?.count) ? first.count.length > 0 : first?.count !== undefined;
}
