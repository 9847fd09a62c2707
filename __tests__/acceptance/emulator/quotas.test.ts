import {
  AllocateAddressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateInternetGatewayCommand,
  CreateNatGatewayCommand,
  CreateSecurityGroupCommand,
  CreateVpcCommand,
  CreateVpcEndpointCommand,
} from "@aws-sdk/client-ec2";
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import type { Aws } from "../../../emulator/aws";
import { onCloud } from "../../support/cloud";
import { refused, send } from "../../support/refused";
import { openVpc } from "../../support/small-world";

interface World {
  readonly VpcId: string;
  readonly subnets: string[];
  readonly GroupId: string | undefined;
  readonly LoadBalancerArn: string | undefined;
}

type Filled = readonly [
  what: string,
  more: number,
  service: keyof Aws,
  command: (world: World, at: number) => object,
  code: string,
];

const STATEMENT = [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }];
const policy = (Sid: string) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Sid, ...STATEMENT[0] }] });
const MANAGED = [
  "AmazonSSMManagedInstanceCore",
  "ReadOnlyAccess",
  "AmazonS3ReadOnlyAccess",
  "AmazonEC2ReadOnlyAccess",
  "AmazonRDSReadOnlyAccess",
  "AmazonVPCReadOnlyAccess",
  "IAMReadOnlyAccess",
  "AmazonRoute53ReadOnlyAccess",
  "AmazonSSMReadOnlyAccess",
  "CloudWatchReadOnlyAccess",
  "AutoScalingReadOnlyAccess",
];

/** What is there before: the default VPC, one with an internet gateway, and no address. */
const FILLED: readonly Filled[] = [
  ["elastic addresses", 5, "ec2", () => new AllocateAddressCommand({}), "AddressLimitExceeded"],
  [
    "VPCs",
    3,
    "ec2",
    (_, at) => new CreateVpcCommand({ CidrBlock: `10.${at}.0.0/16` }),
    "VpcLimitExceeded",
  ],
  [
    "internet gateways",
    4,
    "ec2",
    () => new CreateInternetGatewayCommand({}),
    "InternetGatewayLimitExceeded",
  ],
  [
    "NAT gateways in a zone",
    5,
    "ec2",
    ({ subnets }) =>
      new CreateNatGatewayCommand({ SubnetId: subnets[0], ConnectivityType: "private" }),
    "NatGatewayLimitExceeded",
  ],
  [
    "interface endpoints in a VPC",
    50,
    "ec2",
    ({ VpcId }) =>
      new CreateVpcEndpointCommand({
        VpcId,
        VpcEndpointType: "Interface",
        ServiceName: "com.amazonaws.us-east-1.ssm",
      }),
    "VpcEndpointLimitExceeded",
  ],
  [
    "rules in a security group",
    60,
    "ec2",
    ({ GroupId }, at) => {
      const ranges = { IpProtocol: "-1", IpRanges: [{ CidrIp: `10.0.0.${at}/32` }] };
      return new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [ranges] });
    },
    "RulesPerSecurityGroupLimitExceeded",
  ],
  [
    "listeners of a load balancer",
    50,
    "loadBalancing",
    ({ LoadBalancerArn }, at) =>
      new CreateListenerCommand({
        LoadBalancerArn,
        Protocol: "HTTP",
        Port: 1000 + at,
        DefaultActions: [{ Type: "fixed-response", FixedResponseConfig: { StatusCode: "200" } }],
      }),
    "TooManyListeners",
  ],
  [
    "managed policies of a role",
    10,
    "iam",
    (_, at) =>
      new AttachRolePolicyCommand({
        RoleName: "full",
        PolicyArn: `arn:aws:iam::aws:policy/${MANAGED[at]}`,
      }),
    "LimitExceeded",
  ],
  [
    "characters in the policies of a role, 10240 in all",
    10,
    "iam",
    (_, at) =>
      new PutRolePolicyCommand({
        RoleName: "full",
        PolicyName: `policy-${at}`,
        PolicyDocument: policy("s".repeat(900)),
      }),
    "LimitExceeded",
  ],
];

/** What the quotas below are counted in. */
const almostFull = async (cloud: Aws) => {
  const { VpcId, subnets } = await openVpc(cloud, "ab");
  const group = { VpcId, GroupName: "full", Description: "some" };
  const { GroupId } = await cloud.ec2.send(new CreateSecurityGroupCommand(group));
  const { LoadBalancers } = await cloud.loadBalancing.send(
    new CreateLoadBalancerCommand({ Name: "full", Subnets: subnets }),
  );
  const { LoadBalancerArn } = LoadBalancers?.[0] ?? {};
  const AssumeRolePolicyDocument = policy("Trust");
  await cloud.iam.send(new CreateRoleCommand({ RoleName: "full", AssumeRolePolicyDocument }));
  return { VpcId, subnets, GroupId, LoadBalancerArn };
};

onCloud("the emulator refuses, as AWS does, one above a quota:", almostFull, (at) => {
  test.each(FILLED)("%s", async (_, more, service, command, code) => {
    for (let nth = 0; nth < more; nth += 1) await send(at.cloud, service, command(at.world, nth));
    expect((await refused(send(at.cloud, service, command(at.world, more)))).code).toBe(code);
  });
});
