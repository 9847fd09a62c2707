import { type Change, isGone } from "../change";
import { gainedRights } from "../rights";
import type { Judgement, ResourceRule } from "../rule";
import { covers, isWorld, trafficIn, words } from "../traffic";

export const wayOpened: ResourceRule = {
  id: "way-opened",
  family: "doors",
  levels: ["attention"],
  finds:
    "a tier may reach the internet by more than one port, the database may reach it at all, or an endpoint leads to every bucket",
  why: "what has been broken into sends data out by the ways that are open",
  types: ["aws_vpc_security_group_egress_rule", "aws_vpc_endpoint"],
  judge(change) {
    if (change.type === "aws_vpc_endpoint") return ofEndpoint(change);
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

// --- internal ---

/** By an endpoint without limits, data gets into anybody's bucket, past every firewall. */
function ofEndpoint({ verb, before, after }: Change): Judgement | undefined {
  if (verb !== "update" || after.isUnknown("policy")) return undefined;
  const wide = gainedRights(before.text("policy"), after.text("policy")).filter(
    ({ resource, conditional }) => /^(\*|arn:[^:]*:s3:::\*.*)$/.test(resource) && !conditional,
  );
  if (wide.length === 0) return undefined;
  return {
    level: "attention",
    title: "leads to everybody's resources, not to named ones alone",
    remedy: "name the buckets that are needed",
    shows: ["policy"],
  };
}
