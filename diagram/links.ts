import type { TerraformJson } from "../terraform/document";
import type { Link, Noun } from "./picture";
import type { Thing } from "./things";
import { type Peer, type Way, waysOf } from "./traffic";

/** Who may talk to whom, and the nouns outside that this takes: who comes in, and the internet. */
export function linksOf(
  stack: TerraformJson,
  things: readonly Thing[],
): { outside: Noun[]; links: Link[] } {
  const ways = waysOf(stack);
  const direct = ways.flatMap((way) =>
    openersOf(way, things).flatMap((from) =>
      called(way.to, things).map((to) => ({ from, to, ports: [way.port] })),
    ),
  );
  const out = waysOut(ways, things);
  const outside = [...visitorsOf(ways, stack), ...(out.length > 0 ? [INTERNET] : [])];
  return { outside, links: merged([...direct, ...out]) };
}

// --- internal ---

const INTERNET: Noun = { id: "internet", kind: "outside", name: "internet", facts: [], of: [] };
const WORLD = ["0.0.0.0/0", "::/0"];
/** More ranges than these make the picture too wide, or too high. */
const SHOWN = 3;

/** All that are let in by address to one group are one noun. */
function visitorsOf(ways: readonly Way[], stack: TerraformJson): Noun[] {
  const internal = stack.all("aws_lb").some(({ values }) => values.internal === true);
  const ranges = new Map<string, Set<string>>();
  for (const { from, to } of ways) {
    if (!("ranges" in from && "name" in to)) continue;
    ranges.set(to.name, (ranges.get(to.name) ?? new Set()).add(from.ranges));
  }
  return [...ranges].map(([to, all]) => visitors(visitorsTo(to), [...all].sort(), internal));
}

function visitorsTo(group: string): string {
  return `visitors_${group}`;
}

function visitors(id: string, ranges: readonly string[], internal: boolean): Noun {
  const anyone = ranges.some((range) => WORLD.includes(range));
  const name = internal ? "people in the network" : anyone ? "anyone" : "people";
  const more = ranges.length - SHOWN;
  const rest = more > 0 ? [`and ${more} more`] : [];
  return { id, kind: "outside", name, facts: [...ranges.slice(0, SHOWN), ...rest], of: [] };
}

/** Ids of what rules call so. */
function called(peer: Peer, things: readonly Thing[]): readonly string[] {
  if (!("name" in peer)) return [];
  return things.filter(({ names }) => names.includes(peer.name)).map(({ shown }) => shown.id);
}

function openersOf({ from, to }: Way, things: readonly Thing[]): readonly string[] {
  return "ranges" in from && "name" in to ? [visitorsTo(to.name)] : called(from, things);
}

/** What may talk to addresses outside does so by the NAT gateways, and not at all without one. */
function waysOut(ways: readonly Way[], things: readonly Thing[]): Link[] {
  const gateways = things.filter(({ shown }) => shown.name.startsWith("NAT"));
  const leaving = ways.filter(({ to }) => "ranges" in to);
  return gateways.flatMap(({ shown }) =>
    leaving.flatMap(({ from, port }) => [
      ...called(from, things).map((id) => ({ from: id, to: shown.id, ports: [port] })),
      { from: shown.id, to: INTERNET.id, ports: [port] },
    ]),
  );
}

/** One link for all ports between the same two. */
function merged(links: readonly Link[]): Link[] {
  const ends = ({ from, to }: Link) => `${from} ${to}`;
  const keys = [...new Set(links.map(ends))];
  return keys.flatMap((key) => {
    const same = links.filter((link) => ends(link) === key);
    const ports = [...new Set(same.flatMap((link) => link.ports))].sort((a, b) => +a - +b);
    return same.slice(0, 1).map(({ from, to }) => ({ from, to, ports }));
  });
}
