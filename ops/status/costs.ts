import { type EC2Client, paginateDescribeVpcEndpoints } from "@aws-sdk/client-ec2";
import { STAGE } from "../../names/tags";
import { type Cost, cost, costsOf, type Total, total } from "../../prices/costs";
import {
  APPLICATION_LOAD_BALANCER,
  auroraPrice,
  ec2Price,
  INTERFACE_ENDPOINT,
  NAT_GATEWAY,
  PUBLIC_IPV4,
} from "../../prices/prices";
import { collect } from "../../service/read/pages";
import type { Snapshot } from "../../service/snapshot";
import type { Database, Entry, Fleet } from "./facts";

/** What runs now; null is what there is not. */
export interface Running {
  readonly snapshot: Snapshot | null;
  readonly entry: Entry | null;
  readonly fleet: Fleet | null;
  readonly database: Database | null;
  /** Interface endpoints, counted in each zone. */
  readonly endpoints: { readonly zones: number } | null;
}

/** What it costs by the hour. */
export function costsOfRunning(running: Running): Total & { readonly costs: readonly Cost[] } {
  const { snapshot, entry, fleet, database, endpoints } = running;
  const gateways = snapshot?.natGateways.length ?? 0; // each has an address
  const addresses = gateways + (entry?.scheme === "internet-facing" ? entry.zones : 0);
  const costs = [
    ...cost("NAT gateway", gateways, NAT_GATEWAY),
    ...cost("zonal endpoint", endpoints?.zones ?? 0, INTERFACE_ENDPOINT),
    ...cost("load balancer", entry === null ? 0 : 1, APPLICATION_LOAD_BALANCER),
    ...cost("public address", addresses, PUBLIC_IPV4),
    ...costsOf((fleet?.instances ?? []).map(({ type }) => priced(type, ec2Price(type)))),
    ...costsOf(
      (database?.members ?? []).map((each) => priced(each.class, auroraPrice(each.class))),
    ),
  ];
  return { costs, ...total(costs) };
}

/** How many zones the interface endpoints of a stage stand in, added up. */
export async function countEndpoints(client: EC2Client, stage: string): Promise<number> {
  const Filters = [
    { Name: `tag:${STAGE}`, Values: [stage] },
    { Name: "vpc-endpoint-type", Values: ["Interface"] },
  ];
  const pages = paginateDescribeVpcEndpoints({ client }, { Filters });
  const found = await collect(pages, (page) => page.VpcEndpoints);
  return found.reduce((sum, { SubnetIds = [] }) => sum + SubnetIds.length, 0);
}

// --- internal ---

function priced(what: string, perHour: number | null) {
  return { what, perHour };
}
