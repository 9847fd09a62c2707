import type { Database, DatabaseInstance } from "../summary/database";
import type { Image } from "../summary/image";
import type { LoadBalancer } from "../summary/load-balancer";
import type { Tier } from "../summary/summarize";
import { templateOf, type Web } from "../summary/web";
import { addressOf, block, type Resource, type TerraformJson, text } from "../terraform/document";
import type { Kind, Noun, Place } from "./picture";

/** What stands in the network: a noun, or a place with nouns of the same kind in it. */
export interface Thing {
  readonly shown: Noun | Place;
  /** The subnets it stands in. */
  readonly subnets: readonly Resource[];
  /** Names in the JSON under which rules speak of it: security groups, an endpoint's own. */
  readonly names: readonly string[];
}

export function thingsOf(stack: TerraformJson, tiers: readonly Tier[]): Thing[] {
  return [
    ...balancers(stack, ofTier(tiers, "load-balancer")),
    ...natGateways(stack),
    ...fleets(stack, ofTier(tiers, "web")),
    ...builders(stack, ofTier(tiers, "image")),
    ...endpoints(stack),
    ...clusters(stack, ofTier(tiers, "database")),
  ];
}

// --- internal ---

function ofTier<Name extends Tier["tier"]>(tiers: readonly Tier[], name: Name) {
  return tiers.filter((each): each is Extract<Tier, { tier: Name }> => each.tier === name);
}

/** A list of zones: "zones a b". */
function zones(letters: readonly string[]): string {
  return `zone${letters.length === 1 ? "" : "s"} ${letters.join(" ")}`;
}

/** A noun for one resource. */
function noun(kind: Kind, of: Resource, name: string, facts: readonly (string | null)[]): Noun {
  const said = facts.filter((fact) => fact !== null);
  return { kind, id: of.name, name, facts: said, of: [addressOf(of)] };
}

function balancers(stack: TerraformJson, facts: readonly LoadBalancer[]): Thing[] {
  return stack.all("aws_lb").map((balancer, i) => {
    const { values } = balancer;
    const { scheme, zones: letters = [], domain = null, listeners = [] } = facts[i] ?? {};
    const served = listeners.map(({ protocol, port, redirectsTo }) =>
      redirectsTo === null ? `${protocol} ${port}` : `${protocol} ${port} to ${redirectsTo}`,
    );
    const lines = [scheme ?? null, zones(letters), domain, served.join(", ")];
    return {
      shown: noun("web", balancer, "load balancer", lines),
      subnets: stack.referred(values.subnets),
      names: namesOf(stack, values.security_groups),
    };
  });
}

/** With the zones whose private subnets have their route to it. */
function natGateways(stack: TerraformJson): Thing[] {
  return stack.all("aws_nat_gateway").map((gateway) => {
    const subnets = stack.referred(gateway.values.subnet_id);
    const [zone = "?"] = stack.zones(subnets);
    const routes = stack.pointingAt(gateway, "aws_route", "nat_gateway_id");
    const served = routes.flatMap(({ values }) => routedBy(stack, values.route_table_id));
    const facts = [`for ${zones(stack.zones(served))}`];
    return { shown: noun("network", gateway, `NAT ${zone}`, facts), subnets, names: [] };
  });
}

function fleets(stack: TerraformJson, facts: readonly Web[]): Thing[] {
  return stack.all("aws_autoscaling_group").map((group, i) => {
    const { values } = group;
    const template = templateOf(stack, group);
    const interfaces = block(template?.values.network_interfaces);
    const { min, max, instanceType, zones: letters = [], image, targetCpu } = facts[i] ?? {};
    const size = `${min} to ${max} × ${instanceType}`;
    const lines = [
      size,
      zones(letters),
      targetCpu ? `keeps CPU at ${targetCpu} %` : null,
      imageOf(image),
    ];
    return {
      shown: noun("web", group, "web fleet", lines),
      subnets: stack.referred(values.vpc_zone_identifier),
      names: namesOf(stack, interfaces.security_groups),
    };
  });
}

function imageOf(image: string | null | undefined): string | null {
  if (!image) return null;
  if (image.startsWith("/")) return "baked image";
  return image.startsWith("resolve:") ? "Amazon Linux image" : image;
}

function builders(stack: TerraformJson, facts: readonly Image[]): Thing[] {
  return stack.all("aws_imagebuilder_infrastructure_configuration").map((built, i) => {
    const { values } = built;
    const { base = null, builder = null, parameter = null } = facts[i] ?? {};
    const lines = [builder, base && `from ${base}`, parameter && `to ${parameter}`];
    return {
      shown: noun("web", built, "image builder", lines),
      subnets: stack.referred(values.subnet_id),
      names: namesOf(stack, values.security_group_ids),
    };
  });
}

/** One noun for each type: an interface endpoint for every service would make the picture too wide. */
function endpoints(stack: TerraformJson): Thing[] {
  const all = stack.all("aws_vpc_endpoint");
  const interfaces = all.filter(({ values }) => values.vpc_endpoint_type === "Interface");
  const gateways = all.filter((each) => !interfaces.includes(each));
  const named = { interface_endpoints: interfaces, gateway_endpoints: gateways };
  return Object.entries(named).flatMap(([id, members]) =>
    members.length === 0 ? [] : [endpointsAs(stack, id, members)],
  );
}

/** A gateway endpoint stands in no subnet, but in the way out of some: it is shown in these. */
function endpointsAs(stack: TerraformJson, id: string, members: readonly Resource[]): Thing {
  const services = members.map(({ name, values }) => {
    return text(values.service_name)?.split(".").slice(3).join(".") ?? name;
  });
  const name = id.replace("_", " ").slice(0, members.length > 1 ? undefined : -1);
  return {
    shown: { kind: "network", id, name, facts: services.sort(), of: members.map(addressOf) },
    subnets: members.flatMap(({ values }) => [
      ...stack.referred(values.subnet_ids),
      ...routedBy(stack, values.route_table_ids),
    ]),
    names: members.flatMap((each) => [
      each.name,
      ...namesOf(stack, each.values.security_group_ids),
    ]),
  };
}

function routedBy(stack: TerraformJson, tables: unknown): Resource[] {
  return stack
    .referred(tables)
    .flatMap((table) => stack.pointingAt(table, "aws_route_table_association", "route_table_id"))
    .flatMap(({ values }) => stack.referred(values.subnet_id));
}

function clusters(stack: TerraformJson, facts: readonly Database[]): Thing[] {
  return stack.all("aws_rds_cluster").map((cluster, i) => {
    const { name, values } = cluster;
    const { engine = null, version = null, instances = [] } = facts[i] ?? {};
    const group = stack
      .referred(values.db_subnet_group_name)
      .find(({ type }) => type === "aws_db_subnet_group");
    const nouns = stack
      .pointingAt(cluster, "aws_rds_cluster_instance", "cluster_identifier")
      .map((each, at) => instanceOf(each, instances[at]));
    return {
      shown: {
        id: name,
        name: engine ?? "cluster",
        facts: version ? [version] : [],
        of: [addressOf(cluster)],
        nouns,
        places: [],
      },
      subnets: stack.referred(group?.values.subnet_ids),
      names: namesOf(stack, values.vpc_security_group_ids),
    };
  });
}

function instanceOf(resource: Resource, facts: DatabaseInstance | undefined): Noun {
  const { name = resource.name, zone = null, class: size = null } = facts ?? {};
  return noun("database", resource, name, [zone && `zone ${zone}`, size]);
}

function namesOf(stack: TerraformJson, groups: unknown): string[] {
  return stack.referred(groups).map(({ name }) => name);
}
