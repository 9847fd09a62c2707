import { type Block, type TerraformJson, text } from "../terraform/document";

/** Connections that security groups let through: from whom, to whom, to which port. */
export interface Way {
  readonly from: Peer;
  readonly to: Peer;
  readonly port: string;
}

/** A security group or an endpoint by its name in the JSON, or IPv4 or IPv6 addresses. */
export type Peer = { readonly name: string } | { readonly ranges: string };

/**
 * Who may open a connection to whom, by the rules of the security groups. Between two groups both
 * must agree: the one lets out what the other lets in.
 */
export function waysOf(stack: TerraformJson): Way[] {
  const into = waysBy(stack, "aws_vpc_security_group_ingress_rule").map(turned);
  const out = waysBy(stack, "aws_vpc_security_group_egress_rule");
  const isAgreed = ({ from, to, port }: Way) =>
    into.some((way) => same(way.from, from) && same(way.to, to) && covers(way.port, port));
  const grouped = new Set(stack.all("aws_security_group").map(({ name }) => name));
  const isBetweenGroups = ({ to }: Way) => "name" in to && grouped.has(to.name);
  return [
    ...into.filter(({ from }) => "ranges" in from),
    ...out.filter((way) => !isBetweenGroups(way) || isAgreed(way)),
  ];
}

// --- internal ---

const ALL = "all ports";

/** As if every rule were one of egress: from its group to the peer. */
function waysBy(stack: TerraformJson, type: string): Way[] {
  return stack.all(type).flatMap(({ values }) =>
    stack.referred(values.security_group_id).map(({ name }) => ({
      from: { name },
      to: peerOf(stack, values),
      port: portOf(values),
    })),
  );
}

function turned({ from, to, port }: Way): Way {
  return { from: to, to: from, port };
}

function peerOf(stack: TerraformJson, rule: Block): Peer {
  const { referenced_security_group_id: group, prefix_list_id: list } = rule;
  const [peer] = stack.referred([group, list]);
  if (peer) return { name: peer.name };
  return { ranges: text(rule.cidr_ipv4) ?? text(rule.cidr_ipv6) ?? text(list) ?? "?" };
}

function same(a: Peer, b: Peer): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function covers(one: string, other: string): boolean {
  return one === other || one === ALL || other === ALL;
}

function portOf({ ip_protocol: protocol, from_port: from, to_port: to }: Block): string {
  if (protocol === "-1") return ALL;
  const ports = from === to ? `${from}` : `${from}-${to}`;
  return protocol === "tcp" ? ports : `${ports}/${protocol}`;
}
