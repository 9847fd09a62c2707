import {
  DeleteInternetGatewayCommand,
  DeleteRouteTableCommand,
  DeleteSecurityGroupCommand,
  DeleteSubnetCommand,
  DeleteVpcCommand,
  DetachInternetGatewayCommand,
  DisassociateAddressCommand,
  ReleaseAddressCommand,
} from "@aws-sdk/client-ec2";
import { DeleteTargetGroupCommand } from "@aws-sdk/client-elastic-load-balancing-v2";
import { DeleteInstanceProfileCommand, DeleteRoleCommand } from "@aws-sdk/client-iam";
import {
  DeleteDBClusterCommand,
  DeleteDBClusterParameterGroupCommand,
  DeleteDBParameterGroupCommand,
  DeleteDBSubnetGroupCommand,
  ModifyDBSubnetGroupCommand,
} from "@aws-sdk/client-rds";
import { DeleteHostedZoneCommand } from "@aws-sdk/client-route-53";
import { DeleteBucketCommand } from "@aws-sdk/client-s3";
import { onCloud } from "../../support/cloud";
import { expectRefusal, type RefusedCall } from "../../support/refused";
import { NAMES, type SmallWorld, smallWorld } from "../../support/small-world";

const { cluster, parameterGroup, subnetGroup } = NAMES;
const UNFIT = ["DependencyViolation", "has dependencies and cannot be deleted."] as const;
const NEEDED = ["DependencyViolation", "has a dependent object"] as const;
const NOT_OURS = ["AuthFailure", "You do not have permission to access the specified"] as const;

const subnet = (SubnetId: string) => new DeleteSubnetCommand({ SubnetId });
const group = (GroupId: string) => new DeleteSecurityGroupCommand({ GroupId });

const IN_USE: readonly RefusedCall<SmallWorld>[] = [
  ["a subnet with a NAT gateway", "ec2", (world) => subnet(world.natSubnet), ...UNFIT],
  ["a subnet of a load balancer", "ec2", (world) => subnet(world.a), ...UNFIT],
  ["a subnet of an endpoint", "ec2", (world) => subnet(world.endpointSubnet), ...UNFIT],
  ["a subnet with a database", "ec2", (world) => subnet(world.databaseSubnet), ...UNFIT],
  [
    "a route table of a subnet",
    "ec2",
    ({ RouteTableId }) => new DeleteRouteTableCommand({ RouteTableId }),
    ...UNFIT,
  ],
  ["a VPC with things in it", "ec2", ({ VpcId }) => new DeleteVpcCommand({ VpcId }), ...UNFIT],
  [
    "an internet gateway that something is public through",
    "ec2",
    ({ VpcId, InternetGatewayId }) =>
      new DetachInternetGatewayCommand({ VpcId, InternetGatewayId }),
    "DependencyViolation",
    "has some mapped public address(es).",
  ],
  [
    "an internet gateway of a VPC",
    "ec2",
    ({ InternetGatewayId }) => new DeleteInternetGatewayCommand({ InternetGatewayId }),
    "DependencyViolation",
    "is being utilized by",
  ],
  [
    "an address of a NAT gateway",
    "ec2",
    ({ AllocationId }) => new ReleaseAddressCommand({ AllocationId }),
    ...NOT_OURS,
  ],
  [
    "an address's tie to a NAT gateway",
    "ec2",
    ({ AssociationId }) => new DisassociateAddressCommand({ AssociationId }),
    ...NOT_OURS,
  ],
  ["a security group of a load balancer", "ec2", (world) => group(world.balancerGroup), ...NEEDED],
  ["a security group of an endpoint", "ec2", (world) => group(world.endpointGroup), ...NEEDED],
  ["a security group in a rule of another", "ec2", (world) => group(world.peerGroup), ...NEEDED],
  [
    "a VPC's default security group",
    "ec2",
    ({ defaultGroup }) => group(defaultGroup),
    "CannotDelete",
    'name: "default" cannot be deleted by a user',
  ],
  [
    "a target group of a listener",
    "loadBalancing",
    ({ TargetGroupArn }) => new DeleteTargetGroupCommand({ TargetGroupArn }),
    "ResourceInUse",
    "is currently in use by a listener or a rule",
  ],
  [
    "a subnet group of a cluster",
    "rds",
    () => new DeleteDBSubnetGroupCommand({ DBSubnetGroupName: subnetGroup }),
    "InvalidDBSubnetGroupStateFault",
    `because at least one database cluster: ${cluster} is still using it.`,
  ],
  [
    "a database's subnet from its group",
    "rds",
    ({ a, b }) =>
      new ModifyDBSubnetGroupCommand({ DBSubnetGroupName: subnetGroup, SubnetIds: [a, b] }),
    "SubnetAlreadyInUse",
    "already in use",
  ],
  [
    "a parameter group of a cluster",
    "rds",
    () => new DeleteDBClusterParameterGroupCommand({ DBClusterParameterGroupName: parameterGroup }),
    "InvalidDBParameterGroupState",
    `still members of this parameter group ${parameterGroup}, so the group cannot be deleted`,
  ],
  [
    "a default parameter group",
    "rds",
    () => new DeleteDBParameterGroupCommand({ DBParameterGroupName: "default.aurora-mysql8.0" }),
    "InvalidDBParameterGroupState",
    "Default DBParameterGroup cannot be deleted: default.aurora-mysql8.0",
  ],
  [
    "a cluster with an instance",
    "rds",
    () => new DeleteDBClusterCommand({ DBClusterIdentifier: cluster, SkipFinalSnapshot: true }),
    "InvalidDBClusterStateFault",
    "it still contains DB instances in non-deleting state.",
  ],
  [
    "a role in an instance profile",
    "iam",
    () => new DeleteRoleCommand({ RoleName: NAMES.role }),
    "DeleteConflict",
    "must remove roles from instance profile first.",
  ],
  [
    "an instance profile with a role",
    "iam",
    () => new DeleteInstanceProfileCommand({ InstanceProfileName: NAMES.role }),
    "DeleteConflict",
    "must remove roles from instance profile first.",
  ],
  [
    "a role with a policy",
    "iam",
    () => new DeleteRoleCommand({ RoleName: NAMES.otherRole }),
    "DeleteConflict",
    "must detach all policies first.",
  ],
  [
    "a hosted zone with a record",
    "route53",
    ({ zone }) => new DeleteHostedZoneCommand({ Id: zone }),
    "HostedZoneNotEmpty",
    "contains resource records that are not SOA or NS records.",
  ],
  [
    "a bucket with an object",
    "s3",
    () => new DeleteBucketCommand({ Bucket: NAMES.bucket }),
    "BucketNotEmpty",
    "not empty",
  ],
];

onCloud("the emulator refuses, as AWS does, to delete what is in use:", smallWorld, (at) => {
  test.each(IN_USE)("%s", (...row) => expectRefusal(at.cloud, at.world, row));
});
