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
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { type Aws, aws } from "../../../emulator/aws";
import type { Emulator } from "../../../emulator/emulator";
import { onEmulator } from "../../support/deployment";
import { emptyEmulator } from "../../support/empty-emulator";
import { refused } from "../../support/refused";
import { type SmallWorld, smallWorld } from "../../support/small-world";

onEmulator("the emulator refuses, as AWS does,", () => {
  let emulator: Emulator;
  let cloud: Aws;
  let world: SmallWorld;
  beforeAll(async () => {
    emulator = await emptyEmulator();
    cloud = aws(emulator);
    world = await smallWorld(cloud);
  });
  afterAll(() => emulator?.stop());

  const balance = (Name: string, Subnets: string[]) =>
    cloud.loadBalancing.send(new CreateLoadBalancerCommand({ Name, Subnets }));
  const listen = (LoadBalancerArn: string, more: object) =>
    cloud.loadBalancing.send(
      new CreateListenerCommand({
        LoadBalancerArn,
        Port: 81,
        Protocol: "HTTP",
        DefaultActions: [{ Type: "forward", TargetGroupArn: world.TargetGroupArn }],
        ...more,
      }),
    );
  const closedVpc = async (CidrBlock: string) => {
    const { Vpc } = await cloud.ec2.send(new CreateVpcCommand({ CidrBlock: `${CidrBlock}/16` }));
    const asked = { VpcId: Vpc?.VpcId, CidrBlock: `${CidrBlock}/24` };
    const { Subnet } = await cloud.ec2.send(new CreateSubnetCommand(asked));
    return { VpcId: Vpc?.VpcId, SubnetId: Subnet?.SubnetId ?? "" };
  };

  test("a load balancer in one zone, and an open one in a VPC without an internet gateway", async () => {
    expect(await refused(balance("one-zone", [world.a]))).toEqual({
      code: "ValidationError",
      said: "At least two subnets in two different Availability Zones must be specified",
    });
    const { VpcId, SubnetId } = await closedVpc("10.6.0.0");
    const asked = { VpcId, CidrBlock: "10.6.1.0/24", AvailabilityZone: "us-east-1c" };
    const { Subnet } = await cloud.ec2.send(new CreateSubnetCommand(asked));
    expect(await refused(balance("closed", [SubnetId, Subnet?.SubnetId ?? ""]))).toEqual({
      code: "InvalidSubnet",
      said: `VPC ${VpcId} has no internet gateway`,
    });
  });

  test("a target group that another load balancer sends to", async () => {
    const { LoadBalancers } = await balance("second", [world.a, world.b]);
    const { code } = await refused(listen(LoadBalancers?.[0]?.LoadBalancerArn ?? "", {}));
    expect(code).toBe("TargetGroupAssociationLimit");
  });

  test("a second listener on a port, and the end of a protected load balancer", async () => {
    const { LoadBalancerArn } = world;
    expect((await refused(listen(LoadBalancerArn, { Port: 80, Protocol: "HTTPS" }))).code).toBe(
      "DuplicateListener",
    );
    const protect = {
      LoadBalancerArn,
      Attributes: [{ Key: "deletion_protection.enabled", Value: "true" }],
    };
    await cloud.loadBalancing.send(new ModifyLoadBalancerAttributesCommand(protect));
    const end = cloud.loadBalancing.send(new DeleteLoadBalancerCommand({ LoadBalancerArn }));
    expect((await refused(end)).code).toBe("OperationNotPermitted");
  });

  test("a certificate that ACM has not issued, and the end of one that a listener has", async () => {
    const acm = async (action: string, body: object) => {
      const answer = await fetch(emulator.endpoint, {
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
    const { CertificateArn } = await acm("RequestCertificate", asked);
    const https = { Port: 443, Protocol: "HTTPS", Certificates: [{ CertificateArn }] };
    const early = await refused(listen(world.LoadBalancerArn, https));
    expect(early.code).toBe("UnsupportedCertificate");
    while ((await refused(listen(world.LoadBalancerArn, https))).code !== "none");
    const { __type } = await acm("DeleteCertificate", { CertificateArn });
    expect(__type).toContain("ResourceInUseException");
  });

  test("a route to a NAT gateway that isn't there, and a subnet's second route table", async () => {
    const { RouteTableId, VpcId } = world;
    const route = { RouteTableId, DestinationCidrBlock: "0.0.0.0/0", NatGatewayId: "nat-0" };
    expect((await refused(cloud.ec2.send(new CreateRouteCommand(route)))).code).toBe(
      "InvalidNatGatewayID.NotFound",
    );
    const { RouteTable } = await cloud.ec2.send(new CreateRouteTableCommand({ VpcId }));
    const tie = { RouteTableId: RouteTable?.RouteTableId, SubnetId: world.a };
    expect((await refused(cloud.ec2.send(new AssociateRouteTableCommand(tie)))).code).toBe(
      "Resource.AlreadyAssociated",
    );
  });

  test("a NAT gateway in a VPC without an internet gateway: it fails", async () => {
    const { SubnetId } = await closedVpc("10.5.0.0");
    const { AllocationId } = await cloud.ec2.send(new AllocateAddressCommand({}));
    await cloud.ec2.send(new CreateNatGatewayCommand({ SubnetId, AllocationId }));
    const failed = { Filter: [{ Name: "state", Values: ["failed"] }] };
    const { NatGateways } = await cloud.ec2.send(new DescribeNatGatewaysCommand(failed));
    expect(NatGateways).toMatchObject([{ SubnetId, FailureCode: "Gateway.NotAttached" }]);
  });
});
