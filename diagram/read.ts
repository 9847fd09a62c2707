import { SUBNET_KINDS } from "../names/tiers";
import { describe } from "../summary/describe";
import { type StackSummary, summarize } from "../summary/summarize";
import { addressOf, type Resource, TerraformJson, text } from "../terraform/document";
import { linksOf } from "./links";
import type { Noun, Picture, Place } from "./picture";
import { type Thing, thingsOf } from "./things";

/**
 * The picture of a stack. What isn't known before an apply is left out of it.
 * @param document the stack's JSON, parsed
 */
export function pictureOf(name: string, document: unknown): Picture {
  const stack = new TerraformJson(document);
  const summary = summarize(name, "", document);
  const title = `${name}, ${summary.region ?? "region unknown"}`;
  const things = thingsOf(stack, summary.tiers);
  const { outside, links } = linksOf(stack, things);
  const [vpc] = stack.all("aws_vpc");
  if (!vpc)
    return { title, places: [], nouns: tiersOf(summary), links: [], notes: notesOf(summary) };
  const network: Place = {
    id: vpc.name,
    name: "VPC",
    facts: [text(vpc.values.cidr_block) ?? "?"],
    of: [addressOf(vpc)],
    nouns: [],
    places: subnetPlaces(stack, things),
  };
  return { title, places: [network], nouns: outside, links, notes: notesOf(summary) };
}

// --- internal ---

/** A frame for each kind of subnet, around what stands there. An empty one is left out. */
function subnetPlaces(stack: TerraformJson, things: readonly Thing[]): Place[] {
  return SUBNET_KINDS.map((kind) => {
    const all = stack.all("aws_subnet").filter(({ name }) => kindOf(name) === kind);
    const here = things.filter(({ subnets }) => kindOf(subnets[0]?.name) === kind);
    const shown = here.map((thing) => thing.shown);
    return {
      id: kind,
      name: kind,
      facts: all.map((subnet) => `${stack.zone(subnet.values.availability_zone)} ${cidr(subnet)}`),
      of: all.map(addressOf),
      nouns: shown.filter((each): each is Noun => "kind" in each),
      places: shown.filter((each): each is Place => "places" in each),
    };
  }).filter(({ nouns, places }) => nouns.length + places.length > 0);
}

/** Its name tells what a subnet is for: `network_public_a`. */
function kindOf(subnet: string | undefined): string | undefined {
  return SUBNET_KINDS.find((kind) => subnet?.split("_").includes(kind));
}

function cidr({ values }: Resource): string {
  return text(values.cidr_block) ?? "?";
}

/** A stack without a network has no places: each of its tiers is a noun. */
function tiersOf({ tiers }: StackSummary): Noun[] {
  return tiers.map((tier) => ({
    id: tier.tier,
    kind: "storage",
    name: tier.tier,
    facts: describe(tier).map((line) => line.replace(/ {2,}/, ": ")),
    of: [],
  }));
}

function notesOf({ state, tiers }: StackSummary): string[] {
  const network = tiers.find((tier) => tier.tier === "network");
  const logs = network?.flowLogs ? [`Flow logs: ${network.flowLogs} connections.`] : [];
  return [...logs, ...(state === null ? [] : [`State: ${state.replace(/^(\.\.\/)+/, "")}`])];
}
