import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { SubnetKind } from "../names/tiers";
import { AwsServices } from "./aws-services";
import { type Firewall, INTERNET } from "./firewall";
import { type FlowLogChoice, logFlows } from "./flow-logs";
import { guardZones } from "./guards";
import { Nat, type NatChoice } from "./nat";
import { SubnetTier } from "./subnet-tier";

export interface NetworkProps {
  readonly region: string;
  /** A private /16 to /20. Changing it replaces the network and everything inside. */
  readonly cidr: string;
  /** Zone letters; order means nothing. */
  readonly zones: readonly string[];
  readonly nat: NatChoice;
  /** Interface endpoints by service, `ssm`. Each costs by zone and hour. */
  readonly endpoints: readonly string[];
  readonly flowLogs: FlowLogChoice;
  /** Days that flow logs are kept. */
  readonly logDays: number;
}

/** A VPC of three tiers: public is reached from outside, private reaches out, isolated neither. */
export class Network extends Construct {
  readonly vpcId: string;
  readonly accountId: string;
  /** For replace_triggered_by: AWS moves nothing to another VPC, and says so halfway through. */
  readonly onReplacement: readonly string[];
  /** Letters, in their order. */
  readonly zones: readonly string[];
  readonly natIps: Readonly<Record<string, string>>;
  /** Ids of the NAT gateways, by zone. */
  readonly natGateways: Readonly<Record<string, string>>;
  private readonly tiers: Readonly<Record<SubnetKind, SubnetTier>>;
  private readonly services: AwsServices;

  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    const { region, cidr, nat, endpoints, flowLogs, logDays } = props;
    this.zones = [...props.zones].sort();

    const vpc = new Vpc(this, "vpc", {
      cidrBlock: cidr,
      enableDnsHostnames: true,
      enableDnsSupport: true,
    });
    this.vpcId = vpc.id;
    this.accountId = vpc.ownerId;
    // The id and not the VPC, or a new tag on the VPC would replace them all.
    this.onReplacement = [`aws_vpc.${vpc.friendlyUniqueId}.id`];
    // AWS makes this group open between its members. Once it is ours, only an empty list takes away a
    // rule that somebody adds; CDKTF leaves empty lists out.
    const closed = new DefaultSecurityGroup(this, "default-security-group", { vpcId: vpc.id });
    for (const rules of ["ingress", "egress"]) closed.addOverride(rules, []);

    guardZones(this, region, this.zones);
    this.tiers = this.addTiers(region, cidr);
    const ways = this.openTiers(nat);
    this.natIps = ways.publicIps;
    this.natGateways = Object.fromEntries(ways.gateways);
    this.services = new AwsServices(this, "services", {
      vpcId: vpc.id,
      region,
      endpoints,
      zones: this.zones,
      subnetIds: this.subnetIds("private"),
      routeTableIds: [...this.tiers.private.routeTableIds, ...this.tiers.isolated.routeTableIds],
    });
    logFlows(this, "flow-logs", vpc.id, flowLogs, logDays);
  }

  /** The subnets of a tier, one a zone, by letter. */
  subnetIds(kind: SubnetKind): string[] {
    return this.tiers[kind].subnetIds;
  }

  /** The zones that AWS says a tier's subnets are in, by full name. */
  zonesOf(kind: SubnetKind): string[] {
    return [...this.tiers[kind].subnets.values()].map((subnet) => subnet.availabilityZone);
  }

  /**
   * What connects a tier. What runs in its subnets waits for these, or it starts before its way is open;
   * and it leaves a zone before the zone's way goes.
   */
  ways(kind: SubnetKind): readonly ITerraformDependable[] {
    return this.tiers[kind].ways;
  }

  /** Lets `peer` out to the services of AWS: S3 and the endpoints, and by NAT to all others. */
  allowServices(peer: Firewall): void {
    this.services.allowFrom(peer);
    if (Object.keys(this.natIps).length > 0) peer.allowHttpsTo(INTERNET);
  }

  private addTiers(region: string, cidr: string): Record<SubnetKind, SubnetTier> {
    const { vpcId, zones } = this;
    const tier = (kind: SubnetKind) =>
      new SubnetTier(this, kind, { kind, vpcId, cidr, region, zones });
    return { public: tier("public"), private: tier("private"), isolated: tier("isolated") };
  }

  private openTiers(choice: NatChoice): Nat {
    const gateway = new InternetGateway(this, "internet-gateway", {
      vpcId: this.vpcId,
      // Moved, it would have to leave the old network while gateways in there still need it.
      lifecycle: { replaceTriggeredBy: [...this.onReplacement] },
    });
    this.tiers.public.routeOut(() => ({ gatewayId: gateway.id }));
    const nat = new Nat(this, "nat", {
      choice,
      subnets: this.tiers.public.subnets,
      internetGateway: gateway,
      onReplacement: this.onReplacement,
    });
    if (choice !== "none") {
      this.tiers.private.routeOut((zone) => ({ natGatewayId: nat.gatewayFor(zone) }));
    }
    return nat;
  }
}
