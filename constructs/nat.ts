import { Eip } from "@cdktf/provider-aws/lib/eip";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import type { Subnet } from "@cdktf/provider-aws/lib/subnet";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

/**
 * none: the private tier reaches AWS by endpoints only. single: one gateway in the first zone by
 * letter; if that zone is lost, so is the way out. per-zone: one gateway a zone.
 */
export type NatChoice = "none" | "single" | "per-zone";

export interface NatProps {
  readonly choice: NatChoice;
  /** Public subnets by zone letter. */
  readonly subnets: ReadonlyMap<string, Subnet>;
  readonly internetGateway: ITerraformDependable;
  /** What replaces the network. */
  readonly onReplacement: readonly string[];
}

/** NAT gateways and their addresses, named by zone. A zone keeps its gateway when the choice changes. */
export class Nat extends Construct {
  /** The addresses that the world sees, by zone. Partners who keep allow lists want these. */
  readonly publicIps: Readonly<Record<string, string>>;
  /** Ids of the gateways, by zone. */
  readonly gateways = new Map<string, string>();

  constructor(scope: Construct, id: string, props: NatProps) {
    super(scope, id);
    const { choice, subnets } = props;
    const all = [...subnets].sort(([a], [b]) => (a < b ? -1 : 1));
    const chosen = { none: [], single: all.slice(0, 1), "per-zone": all }[choice];
    this.publicIps = Object.fromEntries(
      chosen.map(([zone, { id }]) => [zone, this.addGateway(zone, id, props)]),
    );
  }

  /** The gateway that serves a zone: the one in it, or the single one. Undefined without NAT. */
  gatewayFor(zone: string): string | undefined {
    return this.gateways.get(zone) ?? [...this.gateways.values()][0];
  }

  private addGateway(
    zone: string,
    subnetId: string,
    { internetGateway, onReplacement }: NatProps,
  ): string {
    const place = new Construct(this, zone);
    const eip = new Eip(place, "eip", {
      domain: "vpc",
      // A gateway in another network is made before this one goes, and no two can have one address.
      lifecycle: { replaceTriggeredBy: [...onReplacement] },
      dependsOn: [internetGateway],
    });
    const gateway = new NatGateway(place, "nat-gateway", {
      allocationId: eip.id,
      subnetId,
      dependsOn: [internetGateway],
    });
    this.gateways.set(zone, gateway.id);
    return eip.publicIp;
  }
}
