import { type Change, differs, ends, isGone, turnsOff } from "../change";
import type { Context } from "../context";
import type { Judgement, ResourceRule } from "../rule";

const WAYS = ["nat_gateway_id", "gateway_id", "network_interface_id", "vpc_peering_connection_id"];

export const wayOutChanged: ResourceRule = {
  id: "way-out-changed",
  family: "service",
  levels: ["attention"],
  finds: "NAT, routes, gateways or endpoints change, and zones lose their connections",
  why: "instances without a way out reach neither AWS's services nor their secrets, and new ones fail to start",
  types: [
    "aws_nat_gateway",
    "aws_eip",
    "aws_route",
    "aws_route_table",
    "aws_route_table_association",
    "aws_internet_gateway",
    "aws_vpc_endpoint",
    "aws_vpc",
  ],
  judge(change, context) {
    if (change.type === "aws_vpc") return ofNames(change);
    if (change.type === "aws_route" && WAYS.some((path) => differs(change, path))) {
      return cut(`connections ${from(change)} are cut once, as they take another way out`, change, {
        shows: WAYS,
        downtime: `open connections ${from(change)} to the internet are cut once`,
      });
    }
    if (!ends(change) || withOwner(change, context)) return undefined;
    const says = SAYS[change.type];
    return says && cut(says(change), change, { downtime: DOWNTIME[change.type] });
  },
};

// --- internal ---

/** Without its resolver, a network finds neither AWS's services nor the database by their names. */
function ofNames(change: Change): Judgement | undefined {
  const shows = ["enable_dns_support", "enable_dns_hostnames"].filter((each) =>
    turnsOff(change, each),
  );
  if (shows.length === 0) return undefined;
  const title =
    "no longer answers for names: instances find neither the database nor AWS's services";
  return {
    level: "attention",
    title,
    remedy: "keep both on",
    downtime: "the whole service, within minutes",
    shows,
  };
}

const SAYS: Readonly<Record<string, (change: Change) => string>> = {
  aws_nat_gateway: (each) => `${gone(each)}: its connections to the internet are cut`,
  aws_eip: (each) => `${gone(each)}: the fleet is seen under another address`,
  aws_route: (each) => `${gone(each)}: ${from(each)} this way out ends`,
  aws_route_table: (each) => `${gone(each)}, with its routes`,
  aws_route_table_association: (each) =>
    `${gone(each)}: the subnet has no route of its own meanwhile`,
  aws_internet_gateway: (each) =>
    `${gone(each)}: nothing reaches the internet or is reached from it`,
  aws_vpc_endpoint: (each) => `${gone(each)}: the network's private way to ${service(each)} ends`,
};

const DOWNTIME: Readonly<Record<string, string>> = {
  aws_nat_gateway: "open connections to the internet are cut once, if another way takes over",
  aws_route: "some minutes: the instances there reach nothing outside until another way is up",
  aws_internet_gateway: "all of it",
  aws_vpc_endpoint: "the fleet can't reach AWS's services until another way is up, some minutes",
};

function cut(title: string, change: Change, more: Partial<Judgement>): Judgement {
  const remedy =
    "choose a quiet hour; make sure that every zone has another way before this one goes";
  return { level: "attention", title, remedy, shows: change.forcedBy, ...more };
}

function gone(change: Change): string {
  return isGone(change) ? "goes" : "is replaced";
}

function from({ name }: Change): string {
  return `from ${name.replace(/^network_/, "").replaceAll("_", " ")}`;
}

function service({ before }: Change): string {
  return before.text("service_name")?.split(".").slice(3).join(".") || "a service of AWS";
}

/** What belongs to something that goes as well cuts nobody who is left, or is said there. */
function withOwner(change: Change, context: Context): boolean {
  const owners = OWNERS[change.type]?.(change, context) ?? [];
  if (owners.length > 0 && owners.every(isGone)) return true;
  const routes = routesTo(change, context);
  return routes.length > 0 && routes.every(({ verb }) => verb !== "no-op");
}

const ASSOCIATION = "aws_route_table_association";

/** The subnets that something serves, and the NAT gateway that has an address. */
const OWNERS: Readonly<Record<string, (change: Change, context: Context) => readonly Change[]>> = {
  aws_nat_gateway: subnetsIn,
  [ASSOCIATION]: subnetsIn,
  aws_eip: (change, context) => context.naming(change, "aws_nat_gateway", "allocation_id"),
  aws_route_table: subnetsBy,
  aws_route: (change, context) =>
    context
      .namedBy(change, "route_table_id", "aws_route_table")
      .flatMap((table) => subnetsBy(table, context)),
};

function subnetsIn(change: Change, context: Context): readonly Change[] {
  return context.namedBy(change, "subnet_id", "aws_subnet");
}

function subnetsBy(table: Change, context: Context): readonly Change[] {
  return context
    .naming(table, ASSOCIATION, "route_table_id")
    .flatMap((each) => subnetsIn(each, context));
}

/** The routes that lead to a NAT gateway: each says for itself which zone is cut. */
function routesTo(change: Change, context: Context): readonly Change[] {
  if (change.type !== "aws_nat_gateway") return [];
  return context.naming(change, "aws_route", "nat_gateway_id");
}
