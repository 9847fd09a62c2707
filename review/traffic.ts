import { Address4, Address6 } from "ip-address";
import type { Block } from "../terraform/document";
import { type Change, differs } from "./change";
import { Side } from "./side";

/** What one firewall rule lets through: who, by which protocol, to which ports. */
export interface Traffic {
  readonly peers: readonly string[];
  /** `-1` for all. */
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
}

/** Of a rule that is a resource, and of a block in a group. */
export function trafficIn(side: Side): Traffic {
  const protocol = side.text("ip_protocol") ?? side.text("protocol") ?? "-1";
  const all = protocol === "-1" || protocol === "all";
  const peers = PEERS.flatMap((path) => side.texts(path));
  return {
    peers,
    protocol: all ? "-1" : protocol,
    from: all ? 0 : (side.number("from_port") ?? 0),
    to: all ? LAST_PORT : (side.number("to_port") ?? LAST_PORT),
  };
}

export function trafficOf(block: Block): Traffic {
  return trafficIn(new Side(block));
}

/** `tcp 80 with 0.0.0.0/0` */
export function words({ peers, protocol, from, to }: Traffic, link = "with"): string {
  const ports =
    protocol === "-1" ? "everything" : `${protocol} ${from === to ? from : `${from}-${to}`}`;
  return `${ports} ${link} ${peers.join(", ") || "another group"}`;
}

/** Whether a range of addresses is so large a part of the internet that it is open to strangers. */
export function isWorld(peer: string): boolean {
  const [address = "", bits] = peer.split("/");
  if (address.includes(":")) return Number(bits ?? 128) < 16 && Address6.isValid(peer);
  return Number(bits ?? 32) < 8 && Address4.isValid(peer);
}

/** Whether addresses are of the internet: outside of the ranges that networks use among themselves. */
export function isPublic(peer: string): boolean {
  if (isWorld(peer)) return true;
  if (Address4.isValid(peer)) {
    return !PRIVATE.some((range) => new Address4(peer).isInSubnet(new Address4(range)));
  }
  if (!Address6.isValid(peer)) return false;
  return !["fc00::/7", "fe80::/10"].some((r) => new Address6(peer).isInSubnet(new Address6(r)));
}

/** Whether all addresses of one are in the other. Groups and lists are themselves alone. */
export function isInside(peer: string, other: string): boolean {
  if (peer === other) return true;
  for (const Range of [Address4, Address6]) {
    if (Range.isValid(peer) && Range.isValid(other)) {
      return new Range(peer).isInSubnet(new Range(other) as Address4 & Address6);
    }
  }
  return false;
}

/** Whether one lets through nothing that the other doesn't. */
export function covers(wide: Traffic, narrow: Traffic): boolean {
  const protocol = wide.protocol === "-1" || wide.protocol === narrow.protocol;
  const ports = wide.protocol === "-1" || (wide.from <= narrow.from && narrow.to <= wide.to);
  return (
    protocol &&
    ports &&
    narrow.peers.every((peer) => wide.peers.some((each) => isInside(peer, each)))
  );
}

/** Whether a side lets less through than another. */
export function isNarrower(side: Side, than: Side): boolean {
  return !covers(trafficIn(side), trafficIn(than));
}

/** Whether a changed rule lets less through than before. */
export function narrows(change: Change): boolean {
  if (!change.before.exists || !change.after.exists || !TOLD.some((p) => differs(change, p))) {
    return false;
  }
  if (PEERS.some((path) => change.after.isUnknown(path))) return true;
  return !covers(trafficIn(change.after), trafficIn(change.before));
}

// --- internal ---

const LAST_PORT = 65_535;
const PEERS = [
  "cidr_ipv4",
  "cidr_ipv6",
  "prefix_list_id",
  "referenced_security_group_id",
  "cidr_blocks",
  "ipv6_cidr_blocks",
  "prefix_list_ids",
  "security_groups",
  "source_security_group_id",
];
const TOLD = [...PEERS, "ip_protocol", "protocol", "from_port", "to_port"];
const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8"];
