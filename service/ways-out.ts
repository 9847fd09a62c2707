import type { Endpoint, Instance, Snapshot } from "./snapshot";

/** The services of AWS that a running app asks: for the address of the database, and its password. */
export const NEEDED = ["ssm", "secretsmanager"] as const;

/** How an instance reaches a service: by an endpoint in the VPC, or by the internet. */
export type WayOut =
  | { readonly kind: "endpoint"; readonly endpoint: Endpoint }
  | { readonly kind: "internet" };

/** Once an endpoint is available, the names of its service lead to it, also where a NAT gateway is. */
export function wayTo(service: string, { endpoints }: Snapshot): WayOut {
  const endpoint = endpoints.find((each) => each.service === service && each.state === "available");
  return endpoint ? { kind: "endpoint", endpoint } : { kind: "internet" };
}

/** A route alone is no way: what it leads to has to exist, and to have a way out itself. */
export function wayOutFaults(snapshot: Snapshot): string[] {
  return snapshot.instances.flatMap((instance) =>
    NEEDED.flatMap((service) => {
      if (wayTo(service, snapshot).kind === "endpoint") return [];
      const why = noInternet(instance, snapshot);
      return why === undefined ? [] : [`${instance.id} can't reach ${service}: ${why}`];
    }),
  );
}

// --- internal ---

function noInternet({ subnet }: Instance, snapshot: Snapshot): string | undefined {
  const { natGateways } = snapshot;
  const target = defaultRoute(subnet, snapshot);
  if (target === undefined) return `${subnet} has no default route`;
  const gateway = natGateways.find(({ id }) => id === target);
  if (gateway === undefined)
    return `the default route of ${subnet} leads to ${target}, no NAT gateway`;
  if (gateway.state !== "available") return `${gateway.id} is ${gateway.state}`;
  const beyond = defaultRoute(gateway.subnet, snapshot);
  const attached = beyond !== undefined && snapshot.internetGateways.includes(beyond);
  return attached ? undefined : `${gateway.id} has no way to the internet`;
}

function defaultRoute(subnet: string, { subnets, routeTables }: Snapshot): string | undefined {
  const table = subnets.find(({ id }) => id === subnet)?.routeTable;
  return routeTables.find(({ id }) => id === table)?.defaultRoute ?? undefined;
}
