import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Construct } from "constructs";
import { named } from "../names/stage";
import { Firewall } from "./firewall";
import { guardEndpoint } from "./guards";
import { policy } from "./iam";
import { stackOf } from "./readable-stack";

export interface AwsServicesProps {
  readonly vpcId: string;
  readonly region: string;
  /** Services with an interface endpoint: `ssm`. Costs by zone and hour; S3 is always there, free. */
  readonly endpoints: readonly string[];
  /** Zone letters, and the subnet in each, for the endpoints. */
  readonly zones: readonly string[];
  readonly subnetIds: readonly string[];
  readonly routeTableIds: readonly string[];
}

/** The services of AWS, reached from inside the VPC without the internet. */
export class AwsServices extends Construct {
  private readonly s3PrefixListId: string;
  private readonly firewall: Firewall | undefined;

  constructor(scope: Construct, id: string, props: AwsServicesProps) {
    super(scope, id);
    const { vpcId, region, endpoints, zones, subnetIds, routeTableIds } = props;

    this.s3PrefixListId = new VpcEndpoint(this, "s3", {
      vpcId,
      serviceName: `com.amazonaws.${region}.s3`,
      vpcEndpointType: "Gateway",
      policy: policy(readsOf(stackOf(this), region)),
      routeTableIds: [...routeTableIds],
    }).prefixListId;

    if (endpoints.length === 0) return;
    this.firewall = new Firewall(this, "firewall", {
      vpcId,
      name: "services",
      ports: { https: 443 },
    });
    const offer = new Construct(this, "offer");
    for (const service of endpoints) {
      guardEndpoint(offer, service, region, zones);
      const endpoint = new VpcEndpoint(this, service, {
        vpcId,
        serviceName: `com.amazonaws.${region}.${service}`,
        vpcEndpointType: "Interface",
        subnetIds: [...subnetIds],
        securityGroupIds: [this.firewall.id],
        privateDnsEnabled: true,
      });
      // From then on the service's names lead to it, also where a NAT gateway is.
      this.firewall.openBefore(endpoint);
    }
  }

  /** Lets `peer` reach S3 and every endpoint. */
  allowFrom(peer: Firewall): void {
    peer.allowHttpsTo({ kind: "prefix-list", name: "s3", id: this.s3PrefixListId });
    this.firewall?.allowFrom(peer);
  }
}

// --- internal ---

/**
 * What passes the way to S3 of the region, with whatever credentials: reads of the stack's buckets
 * and of those that instances are set up from. No write, or whoever takes an instance could carry
 * data to a bucket of their own, past every firewall. Costs a line here for each service of AWS that
 * begins to keep files of its own in S3.
 */
function readsOf(stack: string, region: string): object[] {
  const ours = named(stack, "*");
  const from = [ours, ...bucketsOfAws(region)];
  return [
    { Principal: "*", Action: "s3:GetObject", Resource: from.map(objects) },
    {
      Principal: "*",
      Action: ["s3:GetBucketLocation", "s3:ListBucket"],
      Resource: `arn:aws:s3:::${ours}`,
    },
  ];
}

function objects(bucket: string): string {
  return `arn:aws:s3:::${bucket}/*`;
}

/** Named by AWS's user guides, on the pages given here. */
function bucketsOfAws(region: string): string[] {
  return [
    // Packages of Amazon Linux 2023, the CloudWatch agent among them: "Amazon Linux 2023", repositories.
    `al2023-repos-${region}-de612dc2`,
    // "SSM Agent communications with AWS managed S3 buckets", in "Systems Manager".
    `amazon-ssm-${region}`,
    `amazon-ssm-packages-${region}`,
    `${region}-birdwatcher-prod`,
    `aws-ssm-${region}`,
    `aws-ssm-distributor-file-${region}`,
    `aws-ssm-document-attachments-${region}`,
    `patch-baseline-snapshot-${region}`,
    // The builder's: "Custom policies for S3 bucket access", in "EC2 Image Builder".
    `ec2imagebuilder-toe-${region}-prod`,
    `ec2imagebuilder-managed-resources-${region}-prod`,
  ];
}
