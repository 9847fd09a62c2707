import { addressFaults, rightsFaults, writerFaults } from "./database";
import { certificateFaults, domainFaults, targetFaults } from "./entry";
import { firewallFaults } from "./firewalls";
import type { Snapshot } from "./snapshot";
import { wayOutFaults } from "./ways-out";

export interface Invariant {
  /** As reports call it: `way-out`. */
  readonly name: string;
  /** Ends the sentence "The service works when …". */
  readonly when: string;
  /** What contradicts it, one sentence each. Empty: it holds. */
  readonly faults: (snapshot: Snapshot) => readonly string[];
}

/** The service works when all of these hold. In the order of a request's way. */
export const INVARIANTS: readonly Invariant[] = [
  {
    name: "domain",
    when: "the name of the certificate leads to the load balancer",
    faults: domainFaults,
  },
  {
    name: "certificate",
    when: "each HTTPS listener shows a certificate that is issued",
    faults: certificateFaults,
  },
  {
    name: "target",
    when: "each listener leads to a registered target that is healthy",
    faults: targetFaults,
  },
  {
    name: "firewalls",
    when: "the firewalls are open from the listener to the database, and to the services of AWS",
    faults: firewallFaults,
  },
  {
    name: "way-out",
    when: "each instance has a way to the services of AWS that exists",
    faults: wayOutFaults,
  },
  {
    name: "rights",
    when: "the role of the instances may read the parameters and the secret",
    faults: rightsFaults,
  },
  {
    name: "address",
    when: "the parameters name the cluster and the secret that exist",
    faults: addressFaults,
  },
  {
    name: "writer",
    when: "the cluster has a writer in service",
    faults: writerFaults,
  },
];

/** What doesn't hold: the faults of each broken invariant, by its name. Empty: the service works. */
export function broken(snapshot: Snapshot): Readonly<Record<string, readonly string[]>> {
  const judged = INVARIANTS.map(({ name, faults }) => [name, faults(snapshot)] as const);
  return Object.fromEntries(judged.filter(([, faults]) => faults.length > 0));
}
