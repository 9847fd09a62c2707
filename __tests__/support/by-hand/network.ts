import {
  AuthorizeSecurityGroupIngressCommand,
  CreateTagsCommand,
  ModifySecurityGroupRulesCommand,
  ModifySubnetAttributeCommand,
  ModifyVpcAttributeCommand,
  ModifyVpcEndpointCommand,
  ReplaceRouteCommand,
} from "@aws-sdk/client-ec2";
import {
  DeletePublicAccessBlockCommand,
  PutBucketEncryptionCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
} from "@aws-sdk/client-s3";
import type { ChangeByHand } from "./change";

const tagged = (address: string): ChangeByHand => ({
  address,
  attributes: ["tags"],
  call: ({ ec2 }, known) => {
    const Tags = [{ Key: "Owner", Value: "bob" }];
    return ec2.send(new CreateTagsCommand({ Resources: [known(address, "id")], Tags }));
  },
});
const RULE = "aws_vpc_security_group_ingress_rule.database_firewall_from_web_sql";
const BUCKET = "aws_s3_bucket.release";

/** Of the network, its doors, and the bucket of releases. */
export const NETWORK: readonly ChangeByHand[] = [
  ...[
    ...["aws_vpc.network", "aws_subnet.network_public_a", "aws_internet_gateway.network"],
    ...["aws_eip.network_nat_a", "aws_nat_gateway.network_nat_a", "aws_route_table.network_public"],
    ...["aws_security_group.web_firewall", "aws_vpc_endpoint.network_services_s3"],
    "aws_launch_template.web",
  ].map(tagged),
  {
    address: "aws_vpc.network",
    attributes: ["enable_dns_hostnames"],
    call: ({ ec2 }, known) => {
      const VpcId = known("aws_vpc.network", "id");
      return ec2.send(
        new ModifyVpcAttributeCommand({ VpcId, EnableDnsHostnames: { Value: false } }),
      );
    },
  },
  {
    address: "aws_subnet.network_private_a",
    attributes: ["map_public_ip_on_launch"],
    call: ({ ec2 }, known) => {
      const SubnetId = known("aws_subnet.network_private_a", "id");
      const MapPublicIpOnLaunch = { Value: true };
      return ec2.send(new ModifySubnetAttributeCommand({ SubnetId, MapPublicIpOnLaunch }));
    },
  },
  {
    address: "aws_route.network_private_a",
    attributes: ["gateway_id"],
    call: ({ ec2 }, known) =>
      ec2.send(
        new ReplaceRouteCommand({
          RouteTableId: known("aws_route_table.network_private_a", "id"),
          DestinationCidrBlock: "0.0.0.0/0",
          GatewayId: known("aws_internet_gateway.network", "id"),
        }),
      ),
  },
  {
    address: RULE,
    attributes: ["description", "from_port", "to_port"],
    call: ({ ec2 }, known) => {
      const ports = { IpProtocol: "tcp", FromPort: 1, ToPort: 9999 };
      const ReferencedGroupId = known("aws_security_group.web_firewall", "id");
      const SecurityGroupRule = { ...ports, ReferencedGroupId, Description: "mine" };
      const SecurityGroupRuleId = known(RULE, "id");
      const GroupId = known("aws_security_group.database_firewall", "id");
      const SecurityGroupRules = [{ SecurityGroupRuleId, SecurityGroupRule }];
      return ec2.send(new ModifySecurityGroupRulesCommand({ GroupId, SecurityGroupRules }));
    },
  },
  {
    address: "aws_default_security_group.network",
    attributes: ["ingress"],
    call: ({ ec2 }, known) => {
      const GroupId = known("aws_default_security_group.network", "id");
      const IpRanges = [{ CidrIp: "0.0.0.0/0" }];
      const IpPermissions = [{ IpProtocol: "tcp", FromPort: 22, ToPort: 22, IpRanges }];
      return ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
    },
  },
  {
    address: "aws_vpc_endpoint.network_services_s3",
    attributes: ["policy"],
    call: ({ ec2 }, known) => {
      const VpcEndpointId = known("aws_vpc_endpoint.network_services_s3", "id");
      const Statement = [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }];
      const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
      return ec2.send(new ModifyVpcEndpointCommand({ VpcEndpointId, PolicyDocument }));
    },
  },
  {
    address: BUCKET,
    attributes: ["tags"],
    call: ({ s3 }, known) => {
      const Tagging = { TagSet: [{ Key: "Owner", Value: "bob" }] };
      return s3.send(new PutBucketTaggingCommand({ Bucket: known(BUCKET, "bucket"), Tagging }));
    },
  },
  {
    address: "aws_s3_bucket_policy.release",
    attributes: ["policy"],
    call: ({ s3 }, known) => {
      const Bucket = known(BUCKET, "bucket");
      const Resource = `arn:aws:s3:::${Bucket}/*`;
      const Statement = [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource }];
      const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
      return s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    },
  },
  {
    address: "aws_s3_bucket_public_access_block.release",
    attributes: ["block_public_acls"],
    call: ({ s3 }, known) =>
      s3.send(new DeletePublicAccessBlockCommand({ Bucket: known(BUCKET, "bucket") })),
  },
  {
    address: "aws_s3_bucket_server_side_encryption_configuration.release",
    attributes: ["rule"],
    call: ({ s3 }, known) => {
      const ApplyServerSideEncryptionByDefault = { SSEAlgorithm: "aws:kms" } as const;
      const Rules = [{ ApplyServerSideEncryptionByDefault, BucketKeyEnabled: true }];
      const ServerSideEncryptionConfiguration = { Rules };
      const Bucket = known(BUCKET, "bucket");
      return s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration }));
    },
  },
];
