import type { Listener, LoadBalancer, Snapshot } from "./snapshot";

/** Each listener forwards to a group with a healthy target, or redirects to one that does. */
export function targetFaults({ loadBalancers, targetGroups }: Snapshot): string[] {
  if (loadBalancers.length === 0) return ["there is no load balancer"];
  const healthy = (arn: string) =>
    targetGroups.some(
      (group) => group.arn === arn && group.targets.some(({ health }) => health === "healthy"),
    );
  return loadBalancers.flatMap((balancer) => {
    const { name, state, listeners } = balancer;
    if (state !== "active") return [`load balancer ${name} is ${state}`];
    if (listeners.length === 0) return [`load balancer ${name} has no listener`];
    return listeners.flatMap((listener) => leadsNowhere(listener, balancer, healthy));
  });
}

/** A certificate that isn't there, or isn't issued, makes every browser stop. */
export function certificateFaults({ loadBalancers, certificates }: Snapshot): string[] {
  return secure(loadBalancers).flatMap(({ port, certificates: shown }) => {
    if (shown.length === 0) return [`listener ${port} has no certificate`];
    return shown.flatMap((arn) => {
      const certificate = certificates.find((each) => each.arn === arn);
      if (certificate === undefined) return [`listener ${port}: its certificate is gone`];
      const { domain, status } = certificate;
      return status === "ISSUED" ? [] : [`listener ${port}: certificate of ${domain} is ${status}`];
    });
  });
}

/** People come by the name that the certificate is for. Without HTTPS there is no such name. */
export function domainFaults({ loadBalancers, certificates, records }: Snapshot): string[] {
  return loadBalancers.flatMap((balancer) =>
    secure([balancer])
      .flatMap(({ certificates: shown }) => certificates.filter(({ arn }) => shown.includes(arn)))
      .flatMap(({ domain }) => {
        const targets = records.filter(({ name }) => name === domain).map(({ target }) => target);
        if (targets.includes(balancer.dnsName.toLowerCase())) return [];
        const got = targets.length === 0 ? "has no address" : `leads to ${targets.join(", ")}`;
        return [`${domain} ${got}`];
      }),
  );
}

// --- internal ---

function secure(loadBalancers: readonly LoadBalancer[]): Listener[] {
  return loadBalancers
    .flatMap(({ listeners }) => listeners)
    .filter(({ protocol }) => protocol === "HTTPS");
}

function leadsNowhere(
  { port, forwardsTo, redirectsTo }: Listener,
  { listeners }: LoadBalancer,
  healthy: (targetGroup: string) => boolean,
): string[] {
  if (redirectsTo !== null) {
    const there = listeners.some((other) => other.port === redirectsTo);
    return there ? [] : [`listener ${port} redirects to ${redirectsTo}, where nothing listens`];
  }
  if (forwardsTo.length === 0) return [`listener ${port} forwards to no target group`];
  return forwardsTo.some(healthy) ? [] : [`listener ${port} forwards to no healthy target`];
}
