import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Construct } from "constructs";
import { Firewall } from "./firewall";

export interface AwsServicesProps {
  readonly vpcId: string;
  readonly region: string;
  /** Services with an interface endpoint: `ssm`. Costs by zone and hour; S3 is always there, free. */
  readonly endpoints: readonly string[];
  readonly subnetIds: readonly string[];
  readonly routeTableIds: readonly string[];
}

/** The services of AWS, reached from inside the VPC without the internet. */
export class AwsServices extends Construct {
  private readonly s3PrefixListId: string;
  private readonly firewall: Firewall | undefined;

  constructor(scope: Construct, id: string, props: AwsServicesProps) {
    super(scope, id);
    const { vpcId, region, endpoints, subnetIds, routeTableIds } = props;

    this.s3PrefixListId = new VpcEndpoint(this, "s3", {
      vpcId,
      serviceName: `com.amazonaws.${region}.s3`,
      vpcEndpointType: "Gateway",
      routeTableIds: [...routeTableIds],
    }).prefixListId;

    if (endpoints.length === 0) return;
    this.firewall = new Firewall(this, "firewall", {
      vpcId,
      name: "services",
      ports: { https: 443 },
    });
    for (const service of endpoints) {
      new VpcEndpoint(this, service, {
        vpcId,
        serviceName: `com.amazonaws.${region}.${service}`,
        vpcEndpointType: "Interface",
        subnetIds: [...subnetIds],
        securityGroupIds: [this.firewall.id],
        privateDnsEnabled: true,
      });
    }
  }

  /** Lets `peer` reach S3 and every endpoint. */
  allowFrom(peer: Firewall): void {
    peer.allowHttpsTo({ kind: "prefix-list", name: "s3", id: this.s3PrefixListId });
    this.firewall?.allowFrom(peer);
  }
}
