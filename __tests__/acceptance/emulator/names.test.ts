import {
  AuthorizeSecurityGroupIngressCommand,
  CreateLaunchTemplateCommand,
  CreateSecurityGroupCommand,
} from "@aws-sdk/client-ec2";
import {
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { CreateRoleCommand } from "@aws-sdk/client-iam";
import {
  CreateDBClusterCommand,
  CreateDBClusterParameterGroupCommand,
  CreateDBSubnetGroupCommand,
} from "@aws-sdk/client-rds";
import { ChangeResourceRecordSetsCommand, CreateHostedZoneCommand } from "@aws-sdk/client-route-53";
import { CreateSecretCommand, DeleteSecretCommand } from "@aws-sdk/client-secrets-manager";
import { PutParameterCommand } from "@aws-sdk/client-ssm";
import type { Aws } from "../../../emulator/aws";
import { onCloud } from "../../support/cloud";
import { expectRefusal, type RefusedCall } from "../../support/refused";
import { NAMES, type SmallWorld, smallWorld } from "../../support/small-world";

const SOME = { Description: "some", DBParameterGroupFamily: "aurora-mysql8.0" };
const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [] });
const record = { Name: "www.small.example", Type: "A", TTL: 5 } as const;

const cluster = (DBClusterIdentifier: string) =>
  new CreateDBClusterCommand({ DBClusterIdentifier, Engine: "aurora-mysql", MasterUsername: "me" });
const role = (RoleName: string) => new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument });

const TAKEN: readonly RefusedCall<SmallWorld>[] = [
  [
    "a load balancer",
    "loadBalancing",
    ({ a, b }) => new CreateLoadBalancerCommand({ Name: "small", Subnets: [a, b] }),
    "DuplicateLoadBalancerName",
    "A load balancer with the same name 'small' exists, but with different settings",
  ],
  [
    "a target group",
    "loadBalancing",
    ({ VpcId }) =>
      new CreateTargetGroupCommand({ Name: "small", VpcId, Protocol: "HTTP", Port: 81 }),
    "DuplicateTargetGroupName",
    "A target group with the same name 'small' exists, but with different settings",
  ],
  [
    "a cluster",
    "rds",
    () => cluster(NAMES.cluster),
    "DBClusterAlreadyExistsFault",
    "already exists",
  ],
  [
    "a subnet group",
    "rds",
    ({ a, b }) =>
      new CreateDBSubnetGroupCommand({
        DBSubnetGroupName: NAMES.subnetGroup,
        DBSubnetGroupDescription: "some",
        SubnetIds: [a, b],
      }),
    "DBSubnetGroupAlreadyExists",
    `The DB subnet group '${NAMES.subnetGroup}' already exists.`,
  ],
  ["a role, in another case", "iam", () => role("SMALL"), "EntityAlreadyExists", "already exists."],
  [
    "a hosted zone's caller reference",
    "route53",
    () => new CreateHostedZoneCommand({ Name: "other.example", CallerReference: "small" }),
    "HostedZoneAlreadyExists",
    "has already been created with the specified caller reference.",
  ],
  [
    "a record",
    "route53",
    ({ zone }) =>
      new ChangeResourceRecordSetsCommand({
        HostedZoneId: zone,
        ChangeBatch: {
          Changes: [
            {
              Action: "CREATE",
              ResourceRecordSet: { ...record, ResourceRecords: [{ Value: "192.0.2.2" }] },
            },
          ],
        },
      }),
    "InvalidChangeBatch",
    "[name='www.small.example.', type='A'] but it already exists",
  ],
  [
    "a secret that is scheduled for deletion",
    "secrets",
    () => new CreateSecretCommand({ Name: "deleted", SecretString: "1" }),
    "InvalidRequestException",
    "a secret with this name is already scheduled for deletion.",
  ],
];

const UNFIT: readonly RefusedCall<SmallWorld>[] = [
  [
    "a load balancer's of 33 characters",
    "loadBalancing",
    ({ a, b }) => new CreateLoadBalancerCommand({ Name: "l".repeat(33), Subnets: [a, b] }),
    "ValidationError",
    "must have at most 32 letters, digits and hyphens",
  ],
  [
    "a cluster's with two hyphens",
    "rds",
    () => cluster("my--database"),
    "InvalidParameterValue",
    "not a valid identifier",
  ],
  [
    "a parameter group's that ends with a hyphen",
    "rds",
    () =>
      new CreateDBClusterParameterGroupCommand({ ...SOME, DBClusterParameterGroupName: "mine-" }),
    "InvalidParameterValue",
    "The parameter DBClusterParameterGroupName is not a valid identifier.",
  ],
  [
    "a role's of 65 characters",
    "iam",
    () => role("r".repeat(65)),
    "ValidationError",
    "at 'RoleName'",
  ],
  [
    "a launch template's of 2 characters",
    "ec2",
    () => new CreateLaunchTemplateCommand({ LaunchTemplateName: "ab", LaunchTemplateData: {} }),
    "InvalidLaunchTemplateName.MalformedException",
    "must be between 3 and 128 characters",
  ],
  [
    "a security group's that begins like an id",
    "ec2",
    ({ VpcId }) =>
      new CreateSecurityGroupCommand({ VpcId, GroupName: "sg-mine", Description: "some" }),
    "InvalidParameterValue",
    "Value (sg-mine) for parameter GroupName is invalid.",
  ],
  [
    "a rule's description with an umlaut",
    "ec2",
    ({ peerGroup }) =>
      new AuthorizeSecurityGroupIngressCommand({
        GroupId: peerGroup,
        IpPermissions: [
          { IpProtocol: "-1", IpRanges: [{ CidrIp: "10.0.0.0/8", Description: "büro" }] },
        ],
      }),
    "InvalidParameterValue",
    "Invalid rule description.",
  ],
  [
    "a parameter's value of 4097 characters",
    "ssm",
    () => new PutParameterCommand({ Name: "/long", Type: "String", Value: "v".repeat(4097) }),
    "ValidationException",
    "support a maximum parameter value of 4096 characters.",
  ],
];

/** The small world, and the name of a secret that was deleted today. */
const withDeletedSecret = async (cloud: Aws) => {
  const world = await smallWorld(cloud);
  await cloud.secrets.send(new CreateSecretCommand({ Name: "deleted", SecretString: "1" }));
  await cloud.secrets.send(new DeleteSecretCommand({ SecretId: "deleted" }));
  return world;
};

onCloud("the emulator refuses, as AWS does,", withDeletedSecret, (at) => {
  const isRefused = (...row: RefusedCall<SmallWorld>) => expectRefusal(at.cloud, at.world, row);
  test.each(TAKEN)("a name that is taken: %s", isRefused);
  test.each(UNFIT)("a name or a text that can't be: %s", isRefused);
});
