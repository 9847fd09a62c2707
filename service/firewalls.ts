import type { Rule, Snapshot } from "./snapshot";
import { NEEDED, wayTo } from "./ways-out";

/** Addresses that any peer outside our own groups has. */
const WORLD = "0.0.0.0/0";
const HTTPS = 443;

/** Each hop is open on both sides: from people to the load balancer, instances, database, and AWS. */
export function firewallFaults(snapshot: Snapshot): string[] {
  const faults = [
    ...closedEntry(snapshot),
    ...closedApp(snapshot),
    ...closedDatabase(snapshot),
    ...closedServices(snapshot),
  ];
  return [...new Set(faults)];
}

// --- internal ---

/** Whom the settings let in isn't known here, so a listener that nobody reaches is the fault. */
function closedEntry({ loadBalancers, rules }: Snapshot): string[] {
  return loadBalancers.flatMap(({ name, listeners, securityGroups }) =>
    listeners
      .filter(({ port }) => !rules.some((rule) => opens(rule, "in", securityGroups, port)))
      .map(({ port }) => `${name} lets nobody in on ${port}`),
  );
}

function closedApp({ loadBalancers, targetGroups, instances, rules }: Snapshot): string[] {
  return loadBalancers.flatMap(({ name, listeners, securityGroups }) => {
    const reached = new Set(listeners.flatMap(({ forwardsTo }) => forwardsTo));
    const targets = targetGroups.filter(({ arn }) => reached.has(arn)).flatMap((g) => g.targets);
    return targets.flatMap(({ id, port }) => {
      const instance = instances.find((each) => each.id === id);
      if (instance === undefined) return []; // on its way out, and no target for long
      return closedHop(rules, port, [name, securityGroups], [id, instance.securityGroups]);
    });
  });
}

function closedDatabase({ instances, clusters, rules }: Snapshot): string[] {
  return instances.flatMap(({ id, securityGroups }) =>
    clusters.flatMap((cluster) =>
      closedHop(rules, cluster.port, [id, securityGroups], [cluster.id, cluster.securityGroups]),
    ),
  );
}

function closedServices(snapshot: Snapshot): string[] {
  const { instances, rules } = snapshot;
  return instances.flatMap(({ id, securityGroups }) =>
    NEEDED.flatMap((service) => {
      const way = wayTo(service, snapshot);
      if (way.kind === "endpoint") {
        const to = [`${service} (${way.endpoint.id})`, way.endpoint.securityGroups] as const;
        return closedHop(rules, HTTPS, [id, securityGroups], to);
      }
      const out = rules.some((rule) => opens(rule, "out", securityGroups, HTTPS, [WORLD]));
      return out ? [] : [`${id} may not connect to ${service} by the internet on ${HTTPS}`];
    }),
  );
}

type End = readonly [name: string, groups: readonly string[]];

/** Connections pass when the caller's groups let them out and the other end's groups let them in. */
function closedHop(rules: readonly Rule[], port: number, from: End, to: End): string[] {
  const out = rules.some((rule) => opens(rule, "out", from[1], port, [WORLD, ...to[1]]));
  const into = rules.some((rule) => opens(rule, "in", to[1], port, [WORLD, ...from[1]]));
  return [
    ...(out ? [] : [`${from[0]} may not connect to ${to[0]} on ${port}`]),
    ...(into ? [] : [`${to[0]} doesn't let ${from[0]} in on ${port}`]),
  ];
}

/** Whether a rule of one of `groups` opens a TCP port for one of `peers`; for anybody without them. */
function opens(
  rule: Rule,
  direction: Rule["direction"],
  groups: readonly string[],
  port: number,
  peers?: readonly string[],
): boolean {
  const any = rule.protocol === "-1";
  const covers = any || (rule.protocol === "tcp" && rule.from <= port && port <= rule.to);
  const meets = peers === undefined || peers.includes(rule.peer);
  return rule.direction === direction && groups.includes(rule.group) && covers && meets;
}
