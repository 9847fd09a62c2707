import { type Change, differs, ends, isGone } from "../change";
import type { Context } from "../context";
import type { Judgement, ResourceRule } from "../rule";
import { isNarrower, narrows, trafficIn, words } from "../traffic";

const RULES = ["aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"];

export const pathClosed: ResourceRule = {
  id: "path-closed",
  family: "service",
  levels: ["attention", "note"],
  finds: "a firewall rule or group that lets traffic through goes or gets narrower",
  why: "the traffic that it let through gets no answer: from visitors, or from one tier to another",
  types: [...RULES, "aws_security_group"],
  elsewhere: ["aws_security_group_rule"],
  judge(change, context) {
    if (change.type === "aws_security_group") return ofGroup(change, context);
    if (ends(change)) return ofRule(change, context);
    if (!narrows(change)) return undefined;
    return {
      level: "attention",
      title: "lets less through than before",
      remedy: "make sure that nobody needs what is closed",
      downtime: "for traffic that only this rule let in; a moment for the rest",
      shows: [
        "cidr_ipv4",
        "cidr_ipv6",
        "from_port",
        "to_port",
        "ip_protocol",
        "prefix_list_id",
        "referenced_security_group_id",
      ],
    };
  },
};

// --- internal ---

function ofRule(change: Change, context: Context): Judgement | undefined {
  const groups = context.namedBy(change, "security_group_id", "aws_security_group");
  const peers = context.namedBy(change, "referenced_security_group_id", "aws_security_group");
  if ([...groups, ...peers].some(isGone)) return undefined; // with what it was for
  const others = context
    .unchangedBeside(change, "security_group_id")
    .filter((each) => sameGroup(each, change));
  if (others.some((each) => !isNarrower(each.before, change.before))) return undefined;
  return {
    level: "attention",
    title: `${isGone(change) ? "closes" : "is closed and opened again"}: ${words(trafficIn(change.before))}`,
    remedy: "make sure that nothing uses it any more",
    downtime: isGone(change)
      ? "for traffic that only this rule let in; a moment for the rest"
      : "a moment, for traffic by this rule",
    shows: change.forcedBy,
  };
}

function sameGroup(a: Change, b: Change): boolean {
  return a.before.text("security_group_id") === b.before.text("security_group_id");
}

function ofGroup(change: Change, context: Context): Judgement | undefined {
  if (change.verb === "replace") {
    return {
      level: "attention",
      title: "is replaced: its users change over to another group",
      remedy: "choose a quiet hour",
      downtime: change.createsFirst ? "a moment, while rules are made again" : "some minutes",
      shows: change.forcedBy,
    };
  }
  if (!inline(change)) return undefined;
  const rules = context.naming(change, RULES[0] ?? "", "security_group_id");
  if (rules.length > 0) return undefined; // the list repeats what other resources say
  const gone = change.before.blocks("ingress").length > change.after.blocks("ingress").length;
  if (!gone) return undefined;
  return {
    level: "attention",
    title: "lets less in than before",
    remedy: "make sure that nobody needs what is closed",
    shows: ["ingress"],
  };
}

function inline(change: Change): boolean {
  return differs(change, "ingress") && !change.after.isUnknown("ingress");
}
