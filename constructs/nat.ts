import { Eip } from "@cdktf/provider-aws/lib/eip";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
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
  readonly subnets: ReadonlyMap<string, string>;
  readonly internetGateway: ITerraformDependable;
}

/** NAT gateways and their addresses, called by zone: a zone keeps its own whatever the choice. */
export class Nat extends Construct {
  /** The addresses that the world sees, by zone. Partners who keep allow lists want these. */
  readonly publicIps: Readonly<Record<string, string>>;
  private readonly gateways = new Map<string, string>();

  constructor(scope: Construct, id: string, props: NatProps) {
    super(scope, id);
    const { choice, subnets, internetGateway } = props;
    const zones = [...subnets.keys()].sort();
    const chosen = { none: [], single: zones.slice(0, 1), "per-zone": zones }[choice];
    this.publicIps = Object.fromEntries(
      chosen.map((zone) => [zone, this.addGateway(zone, subnets.get(zone) ?? "", internetGateway)]),
    );
  }

  /** The gateway that serves a zone: its own, or the single one. Undefined without NAT. */
  gatewayFor(zone: string): string | undefined {
    return this.gateways.get(zone) ?? [...this.gateways.values()][0];
  }

  private addGateway(
    zone: string,
    subnetId: string,
    internetGateway: ITerraformDependable,
  ): string {
    const place = new Construct(this, zone);
    const eip = new Eip(place, "eip", { domain: "vpc", dependsOn: [internetGateway] });
    const gateway = new NatGateway(place, "nat-gateway", {
      allocationId: eip.id,
      subnetId,
      dependsOn: [internetGateway],
    });
    this.gateways.set(zone, gateway.id);
    return eip.publicIp;
  }
}
