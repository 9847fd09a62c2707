import {
  type AutoScalingGroup,
  CreateAutoScalingGroupCommand,
  DescribeAutoScalingGroupsCommand,
} from "@aws-sdk/client-auto-scaling";
import {
  AllocateAddressCommand,
  AssociateRouteTableCommand,
  AttachInternetGatewayCommand,
  CreateInternetGatewayCommand,
  CreateLaunchTemplateCommand,
  CreateLaunchTemplateVersionCommand,
  CreateNatGatewayCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  RegisterImageCommand,
} from "@aws-sdk/client-ec2";
import {
  CreateTargetGroupCommand,
  DescribeTargetHealthCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import {
  AddRoleToInstanceProfileCommand,
  CreateInstanceProfileCommand,
  CreateRoleCommand,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { CreateBucketCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { PutParameterCommand } from "@aws-sdk/client-ssm";
import { policy } from "../../constructs/iam";
import { userData } from "../../constructs/user-data";
import type { Aws } from "../../emulator/aws";

/** Seconds until an instance serves, and until it is given up. */
export const START_UP = 240;
export const GRACE = 600;
/** Two checks, ten seconds apart. */
export const CHECKS = 20;

/** The smallest fleet with all that our own ones have: a way out, a role, a release, a target group. */
export class SmallFleet {
  private constructor(
    readonly cloud: Aws,
    /** Route table of its private subnet. */
    readonly routeTable: string,
    private readonly targetGroup: string,
    private readonly image: string,
  ) {}

  /** Two instances, which have not begun to serve if the clock has been moved. */
  static async of(cloud: Aws): Promise<SmallFleet> {
    const { vpc, subnet, routeTable } = await addNetwork(cloud);
    await addRelease(cloud);
    await addRole(cloud);
    const { TargetGroups: [group] = [] } = await cloud.loadBalancing.send(
      new CreateTargetGroupCommand({
        Name: "small",
        Port: 8080,
        Protocol: "HTTP",
        VpcId: vpc,
        HealthCheckPath: "/healthz",
        HealthCheckIntervalSeconds: 10,
        HealthyThresholdCount: 2,
      }),
    );
    const arn = group?.TargetGroupArn ?? "";
    const { ImageId = "" } = await cloud.ec2.send(new RegisterImageCommand({ Name: "small" }));
    await addGroup(cloud, subnet, arn, ImageId);
    return new SmallFleet(cloud, routeTable, arn, ImageId);
  }

  /** The same fleet in a copy of its emulator. */
  on(cloud: Aws): SmallFleet {
    return new SmallFleet(cloud, this.routeTable, this.targetGroup, this.image);
  }

  /** From here on instances start from a template that has them listen on another port. */
  async listenOn(port: number): Promise<void> {
    await this.cloud.ec2.send(
      new CreateLaunchTemplateVersionCommand({
        LaunchTemplateName: "small",
        LaunchTemplateData: templateOf(this.image, port),
      }),
    );
  }

  /** The health of its targets, sorted. */
  async health(): Promise<(string | undefined)[]> {
    const { TargetHealthDescriptions = [] } = await this.cloud.loadBalancing.send(
      new DescribeTargetHealthCommand({ TargetGroupArn: this.targetGroup }),
    );
    return TargetHealthDescriptions.map(({ TargetHealth }) => TargetHealth?.State).sort();
  }

  async instances(): Promise<string[]> {
    const { Instances = [] } = await this.group();
    return Instances.map(({ InstanceId = "" }) => InstanceId).sort();
  }

  async group(): Promise<Partial<AutoScalingGroup>> {
    const { AutoScalingGroups: [group] = [] } = await this.cloud.autoScaling.send(
      new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: ["small"] }),
    );
    return group ?? {};
  }
}

// --- internal ---

async function addNetwork({ ec2 }: Aws) {
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.0.0.0/16" }));
  const vpc = Vpc?.VpcId;
  const subnet = async (CidrBlock: string) => {
    const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId: vpc, CidrBlock }));
    const { RouteTable } = await ec2.send(new CreateRouteTableCommand({ VpcId: vpc }));
    const ids = { SubnetId: Subnet?.SubnetId, RouteTableId: RouteTable?.RouteTableId };
    await ec2.send(new AssociateRouteTableCommand(ids));
    return ids;
  };
  const out = await subnet("10.0.1.0/24");
  const inside = await subnet("10.0.2.0/24");
  const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand({}));
  const GatewayId = InternetGateway?.InternetGatewayId;
  await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId: GatewayId, VpcId: vpc }));
  const { AllocationId } = await ec2.send(new AllocateAddressCommand({ Domain: "vpc" }));
  const { NatGateway } = await ec2.send(
    new CreateNatGatewayCommand({ SubnetId: out.SubnetId, AllocationId }),
  );
  const DestinationCidrBlock = "0.0.0.0/0";
  const { NatGatewayId } = NatGateway ?? {};
  await ec2.send(
    new CreateRouteCommand({ RouteTableId: out.RouteTableId, DestinationCidrBlock, GatewayId }),
  );
  await ec2.send(
    new CreateRouteCommand({
      RouteTableId: inside.RouteTableId,
      DestinationCidrBlock,
      NatGatewayId,
    }),
  );
  return { vpc, subnet: inside.SubnetId, routeTable: inside.RouteTableId ?? "" };
}

async function addRelease({ s3, ssm }: Aws): Promise<void> {
  const Bucket = "small-release";
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutObjectCommand({ Bucket, Key: "web/abc.tar.gz", Body: "release" }));
  const Value = `s3://${Bucket}/web`;
  await ssm.send(new PutParameterCommand({ Name: "/small/release", Type: "String", Value }));
}

async function addRole({ iam }: Aws): Promise<void> {
  const RoleName = "small";
  const trust = { Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } };
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: policy([trust]) }));
  const PolicyDocument = policy([
    { Action: "ssm:GetParameter", Resource: "arn:aws:ssm:*:*:parameter/small/*" },
    { Action: "s3:GetObject", Resource: "arn:aws:s3:::small-release/*" },
  ]);
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "Release", PolicyDocument }));
  await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: RoleName }));
  await iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName: RoleName, RoleName }));
}

const templateOf = (ImageId: string, port: number) => ({
  ImageId,
  InstanceType: "t3.micro" as const,
  IamInstanceProfile: { Name: "small" },
  UserData: userData(
    { PORT: String(port), RELEASE_PARAMETER: "/small/release", RELEASE_SHA256: "abc" },
    "start",
  ),
});

async function addGroup(
  { autoScaling, ec2 }: Aws,
  subnet: string | undefined,
  targets: string,
  image: string,
): Promise<void> {
  const LaunchTemplateName = "small";
  await ec2.send(
    new CreateLaunchTemplateCommand({
      LaunchTemplateName,
      LaunchTemplateData: templateOf(image, 8080),
    }),
  );
  await autoScaling.send(
    new CreateAutoScalingGroupCommand({
      AutoScalingGroupName: "small",
      MinSize: 2,
      MaxSize: 4,
      DefaultInstanceWarmup: START_UP,
      HealthCheckType: "ELB",
      HealthCheckGracePeriod: GRACE,
      LaunchTemplate: { LaunchTemplateName, Version: "$Latest" },
      TargetGroupARNs: [targets],
      VPCZoneIdentifier: subnet,
    }),
  );
}
