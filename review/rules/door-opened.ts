import { type Change, isGone, stays } from "../change";
import type { Context } from "../context";
import { isEntry, ownersOf, servesWorld } from "../entry";
import { type Judgement, LEVELS, type ResourceRule } from "../rule";
import { covers, isPublic, isWorld, type Traffic, trafficIn, trafficOf, words } from "../traffic";

const GROUPS = ["aws_security_group", "aws_default_security_group"];
const SHOWN = [
  "cidr_ipv4",
  "cidr_ipv6",
  "prefix_list_id",
  "referenced_security_group_id",
  "cidr_blocks",
  "ipv6_cidr_blocks",
  "prefix_list_ids",
  "source_security_group_id",
  "ip_protocol",
  "protocol",
  "from_port",
  "to_port",
  "ingress",
];

export const doorOpened: ResourceRule = {
  id: "door-opened",
  family: "doors",
  levels: ["danger", "attention", "note"],
  finds:
    "a rule lets the whole internet in by another way than the entry (danger), other addresses of the internet (attention), or more of the network (note)",
  why: "strangers find an open port within minutes, and try it without end",
  types: ["aws_vpc_security_group_ingress_rule", ...GROUPS],
  elsewhere: ["aws_security_group_rule"],
  judge(change, context) {
    if (isGone(change)) return undefined;
    if (change.type === "aws_security_group_rule" && change.after.text("type") === "egress") {
      return undefined;
    }
    const opened = GROUPS.includes(change.type) ? inGroup(change) : inRule(change);
    const judged = opened.flatMap((traffic) => judge(traffic, change, context) ?? []);
    const [worst] = judged.sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
    return worst && { ...worst, shows: SHOWN };
  },
};

// --- internal ---

/** What a rule lets in that it didn't. */
function inRule({ before, after }: Change): Traffic[] {
  const is = trafficIn(after);
  return before.exists && covers(trafficIn(before), is) ? [] : [is];
}

function inGroup({ before, after }: Change): Traffic[] {
  if (after.isUnknown("ingress")) return [];
  const had = before.blocks("ingress").map(trafficOf);
  const has = after.blocks("ingress").map(trafficOf);
  return has.filter((each) => !had.some((old) => covers(old, each)));
}

function judge(traffic: Traffic, change: Change, context: Context): Judgement | undefined {
  const entry = isEntry(change, traffic, context);
  if (traffic.peers.some(isWorld)) {
    if (!entry) return danger(`lets the world in: ${words(traffic, "from")}`);
    return servesWorld(change, context)
      ? undefined
      : attention(`opens the entry to the world: ${words(traffic, "from")}`);
  }
  if (entry) return undefined;
  if (traffic.peers.some((peer) => peer.startsWith("pl-"))) {
    return attention(
      `lets in whoever is on a list that this plan doesn't show: ${words(traffic, "from")}`,
    );
  }
  if (traffic.peers.some(isPublic))
    return attention(`lets in from the internet: ${words(traffic, "from")}`);
  return within(traffic, change, context);
}

/** Inside of the network: worth a word where a tier of ours may be reached by more than one port. */
function within(traffic: Traffic, change: Change, context: Context): Judgement | undefined {
  const ranges = traffic.peers.some((peer) => peer.includes("/"));
  const many = traffic.protocol === "-1" || traffic.from !== traffic.to;
  const existed = stays(change) || ownersOf(change, context).some(stays);
  if (!existed || (!ranges && !many)) return undefined;
  const title = `lets in more from inside of the network: ${words(traffic, "from")}`;
  return { level: "note", title, remedy: "make sure that these addresses need exactly this" };
}

function danger(title: string): Judgement {
  return {
    level: "danger",
    title,
    remedy: "name the addresses or the group that need it, and one port",
  };
}

function attention(title: string): Judgement {
  return { level: "attention", title, remedy: "make sure that these addresses need exactly this" };
}
