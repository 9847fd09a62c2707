import type { StatementJson } from "./iam";

/**
 * What AWS holds of the service of one stage, as far as the invariants ask. Lists are sorted by id, so
 * that two looks at the same things are equal.
 */
export interface Snapshot {
  readonly loadBalancers: readonly LoadBalancer[];
  /** Those that a listener forwards to. */
  readonly targetGroups: readonly TargetGroup[];
  /** Running instances of the web fleet. */
  readonly instances: readonly Instance[];
  readonly subnets: readonly Subnet[];
  readonly routeTables: readonly RouteTable[];
  readonly natGateways: readonly NatGateway[];
  /** Ids of the internet gateways that are attached. */
  readonly internetGateways: readonly string[];
  readonly endpoints: readonly Endpoint[];
  readonly rules: readonly Rule[];
  /** None while there is no cluster. */
  readonly clusters: readonly Cluster[];
  /** How the app finds the database. No value is secret. */
  readonly parameters: readonly Parameter[];
  /** ARNs of secrets that exist, of those that the cluster or a parameter names. */
  readonly secrets: readonly string[];
  /** Roles of the instances. */
  readonly roles: readonly Role[];
  /** Those that a listener shows. */
  readonly certificates: readonly Certificate[];
  /** Records for the names of the certificates. */
  readonly records: readonly NameRecord[];
}

export interface LoadBalancer {
  readonly arn: string;
  readonly name: string;
  /** `active` serves. */
  readonly state: string;
  readonly dnsName: string;
  readonly securityGroups: readonly string[];
  readonly listeners: readonly Listener[];
}

/** A listener, with its default action. */
export interface Listener {
  readonly port: number;
  readonly protocol: string;
  /** ARNs of target groups. */
  readonly forwardsTo: readonly string[];
  /** Port of the listener that requests are sent to instead. */
  readonly redirectsTo: number | null;
  readonly certificates: readonly string[];
}

export interface TargetGroup {
  readonly arn: string;
  readonly targets: readonly {
    readonly id: string;
    readonly port: number;
    readonly health: string;
  }[];
}

export interface Instance {
  readonly id: string;
  readonly subnet: string;
  readonly securityGroups: readonly string[];
  /** Name of its role; null without one. */
  readonly role: string | null;
}

export interface Subnet {
  readonly id: string;
  /** Id of the route table that holds for it: its own, or the main one of its VPC. */
  readonly routeTable: string;
}

export interface RouteTable {
  readonly id: string;
  /** Where the default route leads, `nat-…` or `igw-…`; null without one. */
  readonly defaultRoute: string | null;
}

export interface NatGateway {
  readonly id: string;
  readonly subnet: string;
  /** `available` works. */
  readonly state: string;
}

/** An interface endpoint whose private names are on: the names of its service lead to it alone. */
export interface Endpoint {
  readonly id: string;
  /** `ssm` */
  readonly service: string;
  readonly state: string;
  readonly securityGroups: readonly string[];
}

export interface Rule {
  readonly group: string;
  readonly direction: "in" | "out";
  /** `tcp`, or `-1` for any. */
  readonly protocol: string;
  /** -1 for any. */
  readonly from: number;
  readonly to: number;
  /** A security group, a prefix list, or a range. */
  readonly peer: string;
}

export interface Cluster {
  readonly id: string;
  readonly status: string;
  readonly engine: string;
  readonly name: string;
  readonly endpoint: string;
  readonly readerEndpoint: string;
  readonly port: number;
  /** ARN; null without one. */
  readonly secret: string | null;
  readonly securityGroups: readonly string[];
  readonly members: readonly {
    readonly id: string;
    readonly writer: boolean;
    readonly status: string;
  }[];
}

export interface Parameter {
  /** Last word of the name, `endpoint`. */
  readonly key: string;
  readonly arn: string;
  readonly value: string;
}

export interface Role {
  readonly name: string;
  /** Of all its policies. */
  readonly statements: readonly StatementJson[];
  /** Of its permissions boundary; null without one. */
  readonly boundary: readonly StatementJson[] | null;
}

export interface Certificate {
  readonly arn: string;
  readonly domain: string;
  readonly status: string;
}

/** An address record that is an alias. */
export interface NameRecord {
  readonly name: string;
  /** DNS name, in small letters, without `dualstack.` and a last dot. */
  readonly target: string;
}
