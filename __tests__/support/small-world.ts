import {
  AllocateAddressCommand,
  AssociateRouteTableCommand,
  AttachInternetGatewayCommand,
  AuthorizeSecurityGroupEgressCommand,
  CreateInternetGatewayCommand,
  CreateNatGatewayCommand,
  CreateRouteTableCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  CreateVpcEndpointCommand,
  DescribeAddressesCommand,
  DescribeSecurityGroupsCommand,
} from "@aws-sdk/client-ec2";
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import {
  AddRoleToInstanceProfileCommand,
  AttachRolePolicyCommand,
  CreateInstanceProfileCommand,
  CreateRoleCommand,
} from "@aws-sdk/client-iam";
import {
  CreateDBClusterCommand,
  CreateDBClusterParameterGroupCommand,
  CreateDBInstanceCommand,
  CreateDBSubnetGroupCommand,
} from "@aws-sdk/client-rds";
import {
  type ChangeBatch,
  ChangeResourceRecordSetsCommand,
  CreateHostedZoneCommand,
  type ResourceRecordSet,
} from "@aws-sdk/client-route-53";
import { CreateBucketCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import type { Aws } from "../../emulator/aws";

export const NAMES = {
  cluster: "small",
  instance: "small-a",
  subnetGroup: "small-subnets",
  parameterGroup: "small-parameters",
  role: "small",
  otherRole: "small-other",
  bucket: "small-world",
};

/** One of each thing that others need, and what needs it: made by calls, in a second. */
export async function smallWorld(cloud: Aws) {
  const network = await makeNetwork(cloud);
  const groups = await makeGroups(cloud, network.VpcId);
  const entry = await makeEntry(cloud, network, groups);
  await makeDatabase(cloud, network);
  return { ...network, ...groups, ...entry, ...(await makeOthers(cloud)) };
}

export type SmallWorld = Awaited<ReturnType<typeof smallWorld>>;

/** A VPC with an internet gateway, and a subnet in each of these zones. */
export async function openVpc({ ec2 }: Aws, zones: string) {
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.9.0.0/16" }));
  const VpcId = Vpc?.VpcId ?? "";
  const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand({}));
  const InternetGatewayId = InternetGateway?.InternetGatewayId ?? "";
  await ec2.send(new AttachInternetGatewayCommand({ VpcId, InternetGatewayId }));
  const subnets: string[] = [];
  for (const zone of zones) {
    const CidrBlock = `10.9.${subnets.length}.0/24`;
    const asked = { VpcId, AvailabilityZone: `us-east-1${zone}`, CidrBlock };
    const { Subnet } = await ec2.send(new CreateSubnetCommand(asked));
    subnets.push(Subnet?.SubnetId ?? "");
  }
  return { VpcId, InternetGatewayId, subnets };
}

// --- internal ---

type Network = Awaited<ReturnType<typeof makeNetwork>>;
type Groups = Awaited<ReturnType<typeof makeGroups>>;

async function makeNetwork(cloud: Aws) {
  const { ec2 } = cloud;
  const { subnets, ...vpc } = await openVpc(cloud, "abcdef");
  const [a = "", b = "", natSubnet = "", endpointSubnet = "", databaseSubnet = "", spare = ""] =
    subnets;
  const { RouteTable } = await ec2.send(new CreateRouteTableCommand({ VpcId: vpc.VpcId }));
  const RouteTableId = RouteTable?.RouteTableId ?? "";
  await ec2.send(new AssociateRouteTableCommand({ RouteTableId, SubnetId: a }));
  const { AllocationId } = await ec2.send(new AllocateAddressCommand({ Domain: "vpc" }));
  await ec2.send(new CreateNatGatewayCommand({ SubnetId: natSubnet, AllocationId }));
  const { Addresses } = await ec2.send(new DescribeAddressesCommand({}));
  const AssociationId = Addresses?.[0]?.AssociationId;
  const ids = { a, b, natSubnet, endpointSubnet, databaseSubnet, spare, RouteTableId };
  return { ...vpc, ...ids, AllocationId, AssociationId };
}

async function makeGroups({ ec2 }: Aws, VpcId: string) {
  const group = async (GroupName: string) => {
    const asked = { VpcId, GroupName, Description: "of a small world" };
    return (await ec2.send(new CreateSecurityGroupCommand(asked))).GroupId ?? "";
  };
  const balancerGroup = await group("balancer");
  const endpointGroup = await group("endpoint");
  const peerGroup = await group("peer");
  const toPeer = { IpProtocol: "tcp", FromPort: 80, ToPort: 80 };
  await ec2.send(
    new AuthorizeSecurityGroupEgressCommand({
      GroupId: balancerGroup,
      IpPermissions: [{ ...toPeer, UserIdGroupPairs: [{ GroupId: peerGroup }] }],
    }),
  );
  const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({}));
  const own = SecurityGroups.find((each) => each.VpcId === VpcId && each.GroupName === "default");
  return { balancerGroup, endpointGroup, peerGroup, defaultGroup: own?.GroupId ?? "" };
}

async function makeEntry({ ec2, loadBalancing }: Aws, network: Network, groups: Groups) {
  const { VpcId, a, b, endpointSubnet } = network;
  await ec2.send(
    new CreateVpcEndpointCommand({
      VpcId,
      VpcEndpointType: "Interface",
      ServiceName: "com.amazonaws.us-east-1.ssm",
      SubnetIds: [endpointSubnet],
      SecurityGroupIds: [groups.endpointGroup],
    }),
  );
  const balancer = { Name: "small", Subnets: [a, b], SecurityGroups: [groups.balancerGroup] };
  const { LoadBalancers } = await loadBalancing.send(new CreateLoadBalancerCommand(balancer));
  const LoadBalancerArn = LoadBalancers?.[0]?.LoadBalancerArn ?? "";
  const targets = { Name: "small", VpcId, Protocol: "HTTP", Port: 80 } as const;
  const { TargetGroups } = await loadBalancing.send(new CreateTargetGroupCommand(targets));
  const TargetGroupArn = TargetGroups?.[0]?.TargetGroupArn ?? "";
  await loadBalancing.send(
    new CreateListenerCommand({
      LoadBalancerArn,
      Protocol: "HTTP",
      Port: 80,
      DefaultActions: [{ Type: "forward", TargetGroupArn }],
    }),
  );
  return { LoadBalancerArn, TargetGroupArn };
}

async function makeDatabase({ rds }: Aws, { databaseSubnet, spare }: Network) {
  const Engine = "aurora-mysql";
  const subnets = {
    DBSubnetGroupName: NAMES.subnetGroup,
    DBSubnetGroupDescription: "of a small world",
    SubnetIds: [databaseSubnet, spare],
  };
  await rds.send(new CreateDBSubnetGroupCommand(subnets));
  const parameters = {
    DBClusterParameterGroupName: NAMES.parameterGroup,
    DBParameterGroupFamily: "aurora-mysql8.0",
    Description: "of a small world",
  };
  await rds.send(new CreateDBClusterParameterGroupCommand(parameters));
  await rds.send(
    new CreateDBClusterCommand({
      DBClusterIdentifier: NAMES.cluster,
      Engine,
      EngineVersion: "8.0.mysql_aurora.3.10.0",
      MasterUsername: "master",
      ManageMasterUserPassword: true,
      DBSubnetGroupName: NAMES.subnetGroup,
      DBClusterParameterGroupName: NAMES.parameterGroup,
    }),
  );
  await rds.send(
    new CreateDBInstanceCommand({
      DBInstanceIdentifier: NAMES.instance,
      DBClusterIdentifier: NAMES.cluster,
      DBInstanceClass: "db.t4g.medium",
      Engine,
      AvailabilityZone: "us-east-1e",
    }),
  );
}

async function makeOthers({ iam, route53, s3 }: Aws) {
  const { role: RoleName, otherRole, bucket: Bucket } = NAMES;
  const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [] });
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: RoleName }));
  const together = { InstanceProfileName: RoleName, RoleName };
  await iam.send(new AddRoleToInstanceProfileCommand(together));
  await iam.send(new CreateRoleCommand({ RoleName: otherRole, AssumeRolePolicyDocument }));
  const PolicyArn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore";
  await iam.send(new AttachRolePolicyCommand({ RoleName: otherRole, PolicyArn }));
  const { HostedZone } = await route53.send(
    new CreateHostedZoneCommand({ Name: "small.example", CallerReference: "small" }),
  );
  const ResourceRecordSet: ResourceRecordSet = {
    Name: "www.small.example",
    Type: "A",
    TTL: 60,
    ResourceRecords: [{ Value: "192.0.2.1" }],
  };
  const ChangeBatch: ChangeBatch = { Changes: [{ Action: "CREATE", ResourceRecordSet }] };
  const HostedZoneId = HostedZone?.Id ?? "";
  await route53.send(new ChangeResourceRecordSetsCommand({ HostedZoneId, ChangeBatch }));
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutObjectCommand({ Bucket, Key: "one", Body: "1" }));
  return { zone: HostedZoneId };
}
