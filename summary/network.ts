import { SUBNET_KINDS } from "../names/tiers";
import { type Cost, cost } from "../prices/costs";
import { INTERFACE_ENDPOINT, NAT_GATEWAY, PUBLIC_IPV4 } from "../prices/prices";
import { count, type Resource, type TerraformJson, text } from "../terraform/document";

export interface Network {
  readonly tier: "network";
  readonly cidr: string | null;
  readonly subnets: readonly Subnet[];
  /** Zones with a NAT gateway. */
  readonly natZones: readonly string[];
  readonly natGateways: number;
  readonly interfaceEndpoints: readonly string[];
  readonly gatewayEndpoints: readonly string[];
  /** Which connections are logged. */
  readonly flowLogs: string | null;
  readonly costs: readonly Cost[];
}

export interface Subnet {
  /** public, private, isolated. */
  readonly kind: string;
  readonly zone: string;
  readonly cidr: string | null;
}

/** From the inside of the network out. */
const KINDS: readonly string[] = SUBNET_KINDS;

/** The VPC and all that is in it for its own sake; a stack has one or none. */
export function networks(stack: TerraformJson): Network[] {
  const [vpc] = stack.all("aws_vpc");
  if (vpc === undefined) return [];
  const nats = stack.all("aws_nat_gateway");
  const endpoints = stack.all("aws_vpc_endpoint");
  const interfaces = endpoints.filter(({ values }) => values.vpc_endpoint_type === "Interface");
  const gateways = endpoints.filter((each) => !interfaces.includes(each));
  const places = interfaces.reduce((sum, { values }) => sum + count(values.subnet_ids), 0);
  return [
    {
      tier: "network",
      cidr: text(vpc.values.cidr_block) ?? null,
      subnets: stack
        .all("aws_subnet")
        .map((subnet) => read(stack, subnet))
        .sort(byKindAndZone),
      natZones: stack.zones(nats.flatMap(({ values }) => stack.referred(values.subnet_id))),
      natGateways: nats.length,
      interfaceEndpoints: interfaces.map(service).sort(),
      gatewayEndpoints: gateways.map(service).sort(),
      flowLogs: text(stack.all("aws_flow_log")[0]?.values.traffic_type)?.toLowerCase() ?? null,
      costs: [
        ...cost("NAT gateway", nats.length, NAT_GATEWAY),
        ...cost("public address", stack.all("aws_eip").length, PUBLIC_IPV4),
        ...cost("zonal endpoint", places, INTERFACE_ENDPOINT),
      ],
    },
  ];
}

/** Its name tells what a subnet is for: `network_public_a`. Routes don't; without NAT, two are alike. */
function read(stack: TerraformJson, { name, values }: Resource): Subnet {
  const zone = stack.zone(values.availability_zone) ?? "";
  const words = name.split("_").filter((word) => word !== zone);
  return { kind: words.at(-1) ?? name, zone, cidr: text(values.cidr_block) ?? null };
}

function byKindAndZone(a: Subnet, b: Subnet): number {
  const key = ({ kind, zone }: Subnet) => `${(KINDS.indexOf(kind) + 10) % 10}${kind} ${zone}`;
  return key(a) < key(b) ? -1 : 1;
}

/** `com.amazonaws.us-east-1.s3` is `s3`. */
function service({ name, values }: Resource): string {
  return text(values.service_name)?.replace(/^com\.amazonaws\.[a-z0-9-]+\./, "") ?? name;
}
