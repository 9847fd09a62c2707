import { Route, type RouteConfig } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { SubnetKind } from "../names/tiers";
import { subnetCidr } from "./subnet-plan";

export interface SubnetTierProps {
  readonly kind: SubnetKind;
  readonly vpcId: string;
  readonly cidr: string;
  readonly region: string;
  readonly zones: readonly string[];
}

/**
 * The subnets of one kind, one in each zone. Private subnets have a route table in each zone from the
 * first day. So more or fewer NAT gateways change routes in place, and nothing else.
 */
export class SubnetTier extends Construct {
  /** By zone letter. */
  readonly subnets: ReadonlyMap<string, Subnet>;
  /** What connects the subnets: the routes, and what ties each subnet to them. */
  readonly ways: ITerraformDependable[] = [];
  private readonly tables: readonly { scope: Construct; zone: string; id: string }[];

  constructor(scope: Construct, id: string, props: SubnetTierProps) {
    super(scope, id);
    const { kind, vpcId, zones } = props;
    const places = zones.map((zone) => ({ zone, scope: new Construct(this, zone) }));
    const shared = { scope: this, zone: zones[0] ?? "" };
    this.tables = (kind === "private" ? places : [shared]).map((place) => ({
      ...place,
      id: new RouteTable(place.scope, "route-table", { vpcId }).id,
    }));
    this.subnets = new Map(
      places.map(({ scope, zone }) => [zone, this.addSubnet(scope, zone, props)]),
    );
  }

  get subnetIds(): string[] {
    return [...this.subnets.values()].map(({ id }) => id);
  }

  get routeTableIds(): string[] {
    return this.tables.map(({ id }) => id);
  }

  /** Sends what leaves the VPC to `target`, which may differ by zone. */
  routeOut(target: (zone: string) => Partial<RouteConfig>): void {
    for (const { scope, zone, id } of this.tables) {
      const route = new Route(scope, "route", {
        routeTableId: id,
        destinationCidrBlock: "0.0.0.0/0",
        ...target(zone),
      });
      this.ways.push(route);
    }
  }

  private addSubnet(scope: Construct, zone: string, props: SubnetTierProps): Subnet {
    const { kind, vpcId, cidr, region } = props;
    const subnet = new Subnet(scope, "subnet", {
      vpcId,
      availabilityZone: `${region}${zone}`,
      cidrBlock: subnetCidr(cidr, kind, zone),
      // Nothing gets a public address by being started. The load balancer and NAT bring theirs.
      mapPublicIpOnLaunch: false,
    });
    const table = this.tables.find((each) => each.zone === zone) ?? this.tables[0];
    if (table === undefined) throw new Error(`${this.node.path}: a tier has at least one zone`);
    const association = new RouteTableAssociation(scope, "route-table-association", {
      subnetId: subnet.id,
      routeTableId: table.id,
    });
    this.ways.push(association);
    return subnet;
  }
}
