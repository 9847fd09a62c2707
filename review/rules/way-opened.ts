import { isGone } from "../change";
import type { ResourceRule } from "../rule";
import { covers, isWorld, trafficIn, words } from "../traffic";

export const wayOpened: ResourceRule = {
  id: "way-opened",
  family: "doors",
  levels: ["attention"],
  finds: "a tier may reach the internet by more than one port, or the database may at all",
  why: "what has been broken into sends data out by the ways that are open",
  types: ["aws_vpc_security_group_egress_rule"],
  judge(change) {
    const { before, after, tier } = change;
    const is = trafficIn(after);
    if (isGone(change) || (before.exists && covers(trafficIn(before), is))) return undefined;
    if (!is.peers.some(isWorld)) return undefined;
    const onePort = is.protocol !== "-1" && is.from === is.to;
    if (onePort && tier !== "database") return undefined;
    return {
      level: "attention",
      title: `lets out to the internet: ${words(is)}`,
      remedy: "name the one port that is needed, 443 as a rule",
      shows: ["cidr_ipv4", "cidr_ipv6", "from_port", "to_port", "ip_protocol"],
    };
  },
};
