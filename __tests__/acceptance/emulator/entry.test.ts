import {
  CreateAutoScalingGroupCommand,
  StartInstanceRefreshCommand,
} from "@aws-sdk/client-auto-scaling";
import {
  AllocateAddressCommand,
  AssociateRouteTableCommand,
  CreateNatGatewayCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeNatGatewaysCommand,
} from "@aws-sdk/client-ec2";
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  DeleteLoadBalancerCommand,
  ModifyLoadBalancerAttributesCommand,
  ModifyTargetGroupAttributesCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { onCloud } from "../../support/cloud";
import { expectRefusal, type RefusedCall, refused } from "../../support/refused";
import { smallWorld } from "../../support/small-world";

type World = Awaited<ReturnType<typeof smallWorld>>;

const targets =
  (attributes: Record<string, string>) =>
  ({ TargetGroupArn }: World) =>
    new ModifyTargetGroupAttributesCommand({
      TargetGroupArn,
      Attributes: Object.entries(attributes).map(([Key, Value]) => ({ Key, Value })),
    });
const ALGORITHM = "load_balancing.algorithm.type";
const group = (sizes: object) => () =>
  new CreateAutoScalingGroupCommand({
    AutoScalingGroupName: "small",
    MinSize: 1,
    MaxSize: 2,
    ...sizes,
  });
const refresh = (Preferences: object) => () =>
  new StartInstanceRefreshCommand({ AutoScalingGroupName: "small", Preferences });

/** Values that are right each, and contradict each other: Terraform plans them without a word. */
const CONTRADICTIONS: readonly RefusedCall<World>[] = [
  [
    "anomaly mitigation in turn",
    "loadBalancing",
    targets({ "load_balancing.algorithm.anomaly_mitigation": "on" }),
    "InvalidConfigurationRequest",
    "can only be on with the algorithm 'weighted_random'",
  ],
  [
    "a slow start by weight",
    "loadBalancing",
    targets({ [ALGORITHM]: "weighted_random", "slow_start.duration_seconds": "30" }),
    "InvalidConfigurationRequest",
    "can only be set with the algorithm 'round_robin'",
  ],
  [
    "a maximum below the minimum",
    "autoScaling",
    group({ MinSize: 3 }),
    "ValidationError",
    "Max bound, 2, must be greater than or equal to min bound, 3",
  ],
  [
    "a desired capacity above the maximum",
    "autoScaling",
    group({ DesiredCapacity: 3 }),
    "ValidationError",
    "Desired capacity:3 must be between the specified min size:1 and max size:2",
  ],
  [
    "a maintenance policy whose percentages lie too far apart",
    "autoScaling",
    group({ InstanceMaintenancePolicy: { MinHealthyPercentage: 40, MaxHealthyPercentage: 150 } }),
    "ValidationError",
    "cannot be greater than 100",
  ],
  [
    "a refresh with one percentage of two",
    "autoScaling",
    refresh({ MaxHealthyPercentage: 150 }),
    "ValidationError",
    "together with MinHealthyPercentage",
  ],
  [
    "checkpoints out of order",
    "autoScaling",
    refresh({ CheckpointPercentages: [50, 20, 100] }),
    "ValidationError",
    "in ascending order, got [50, 20, 100]",
  ],
  [
    "a wait between checkpoints that are not there",
    "autoScaling",
    refresh({ CheckpointDelay: 600 }),
    "ValidationError",
    "together with CheckpointPercentages",
  ],
];

onCloud("the emulator refuses, as AWS does,", smallWorld, (at) => {
  const balance = (Name: string, Subnets: string[]) =>
    at.cloud.loadBalancing.send(new CreateLoadBalancerCommand({ Name, Subnets }));
  const listen = (LoadBalancerArn: string, more: object) =>
    at.cloud.loadBalancing.send(
      new CreateListenerCommand({
        LoadBalancerArn,
        Port: 81,
        Protocol: "HTTP",
        DefaultActions: [{ Type: "forward", TargetGroupArn: at.world.TargetGroupArn }],
        ...more,
      }),
    );
  const closedVpc = async (CidrBlock: string) => {
    const { Vpc } = await at.cloud.ec2.send(new CreateVpcCommand({ CidrBlock: `${CidrBlock}/16` }));
    // The emulator picks a zone by chance, as AWS does.
    const AvailabilityZone = "us-east-1a";
    const asked = { VpcId: Vpc?.VpcId, CidrBlock: `${CidrBlock}/24`, AvailabilityZone };
    const { Subnet } = await at.cloud.ec2.send(new CreateSubnetCommand(asked));
    return { VpcId: Vpc?.VpcId, SubnetId: Subnet?.SubnetId ?? "" };
  };

  test("a load balancer in one zone, and an open one in a VPC without an internet gateway", async () => {
    expect(await refused(balance("one-zone", [at.world.a]))).toEqual({
      code: "ValidationError",
      said: "At least two subnets in two different Availability Zones must be specified",
    });
    const { VpcId, SubnetId } = await closedVpc("10.6.0.0");
    const asked = { VpcId, CidrBlock: "10.6.1.0/24", AvailabilityZone: "us-east-1c" };
    const { Subnet } = await at.cloud.ec2.send(new CreateSubnetCommand(asked));
    expect(await refused(balance("closed", [SubnetId, Subnet?.SubnetId ?? ""]))).toEqual({
      code: "InvalidSubnet",
      said: `VPC ${VpcId} has no internet gateway`,
    });
  });

  test.each(CONTRADICTIONS)("%s", async (...row) => expectRefusal(at.cloud, at.world, row));

  test("a target group that another load balancer sends to", async () => {
    const { LoadBalancers } = await balance("second", [at.world.a, at.world.b]);
    const { code } = await refused(listen(LoadBalancers?.[0]?.LoadBalancerArn ?? "", {}));
    expect(code).toBe("TargetGroupAssociationLimit");
  });

  test("access logs into a bucket whose policy doesn't let their service in", async () => {
    const { LoadBalancerArn } = at.world;
    const logsTo = (bucket: string) =>
      at.cloud.loadBalancing.send(
        new ModifyLoadBalancerAttributesCommand({
          LoadBalancerArn,
          Attributes: [
            { Key: "access_logs.s3.enabled", Value: "true" },
            { Key: "access_logs.s3.bucket", Value: bucket },
          ],
        }),
      );
    await at.cloud.s3.send(new CreateBucketCommand({ Bucket: "closed-to-logs" }));
    for (const bucket of ["closed-to-logs", "not-there"])
      expect(await refused(logsTo(bucket))).toEqual({
        code: "InvalidConfigurationRequest",
        said: `Access Denied for bucket: ${bucket}. Please check S3bucket permission`,
      });
  });

  test("a second listener on a port, and the end of a protected load balancer", async () => {
    const { LoadBalancerArn } = at.world;
    expect((await refused(listen(LoadBalancerArn, { Port: 80, Protocol: "HTTPS" }))).code).toBe(
      "DuplicateListener",
    );
    const Attributes = [{ Key: "deletion_protection.enabled", Value: "true" }];
    const protect = new ModifyLoadBalancerAttributesCommand({ LoadBalancerArn, Attributes });
    await at.cloud.loadBalancing.send(protect);
    const end = at.cloud.loadBalancing.send(new DeleteLoadBalancerCommand({ LoadBalancerArn }));
    expect((await refused(end)).code).toBe("OperationNotPermitted");
  });

  test("a certificate that ACM has not issued, and the end of one that a listener has", async () => {
    const acm = async (action: string, body: object) => {
      const answer = await fetch(at.emulator.endpoint, {
        method: "POST",
        headers: {
          authorization: "AWS4-HMAC-SHA256 Credential=emulator/20260101/us-east-1/acm/aws4_request",
          "content-type": "application/x-amz-json-1.1",
          "x-amz-target": `CertificateManager.${action}`,
        },
        body: JSON.stringify(body),
      });
      return (await answer.json()) as { CertificateArn?: string; __type?: string };
    };
    const asked = { DomainName: "www.small.example", ValidationMethod: "DNS" };
    let port = 443;
    const requested = async () => {
      const { CertificateArn } = await acm("RequestCertificate", asked);
      const https = { Port: port++, Protocol: "HTTPS", Certificates: [{ CertificateArn }] };
      const answer = async () => (await refused(listen(at.world.LoadBalancerArn, https))).code;
      return { CertificateArn, early: await answer(), answer };
    };
    let last = await requested();
    while (last.early === "none" && port < 453) last = await requested(); // after a second
    expect(last.early).toBe("UnsupportedCertificate");
    const { CertificateArn, answer } = last;
    while ((await answer()) !== "none");
    const { __type } = await acm("DeleteCertificate", { CertificateArn });
    expect(__type).toContain("ResourceInUseException");
  });

  test("a route to a NAT gateway that isn't there, and a subnet's second route table", async () => {
    const { RouteTableId, VpcId } = at.world;
    const route = { RouteTableId, DestinationCidrBlock: "0.0.0.0/0", NatGatewayId: "nat-0" };
    expect((await refused(at.cloud.ec2.send(new CreateRouteCommand(route)))).code).toBe(
      "InvalidNatGatewayID.NotFound",
    );
    const { RouteTable } = await at.cloud.ec2.send(new CreateRouteTableCommand({ VpcId }));
    const tie = { RouteTableId: RouteTable?.RouteTableId, SubnetId: at.world.a };
    expect((await refused(at.cloud.ec2.send(new AssociateRouteTableCommand(tie)))).code).toBe(
      "Resource.AlreadyAssociated",
    );
  });

  test("a NAT gateway in a VPC without an internet gateway: it fails", async () => {
    const { SubnetId } = await closedVpc("10.5.0.0");
    const { AllocationId } = await at.cloud.ec2.send(new AllocateAddressCommand({}));
    await at.cloud.ec2.send(new CreateNatGatewayCommand({ SubnetId, AllocationId }));
    const failed = { Filter: [{ Name: "state", Values: ["failed"] }] };
    const { NatGateways } = await at.cloud.ec2.send(new DescribeNatGatewaysCommand(failed));
    expect(NatGateways).toMatchObject([{ SubnetId, FailureCode: "Gateway.NotAttached" }]);
  });
});
