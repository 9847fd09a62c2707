import {
  AllocateAddressCommand,
  CreateNatGatewayCommand,
  CreateVpcCommand,
  DescribeNatGatewaysCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
} from "@aws-sdk/client-ec2";
import {
  CreateLoadBalancerCommand,
  DescribeLoadBalancersCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { CreateRoleCommand } from "@aws-sdk/client-iam";
import { type Aws, aws } from "../../../emulator/aws";
import { type Emulator, forgetRepeats } from "../../../emulator/emulator";
import { everyCallDuring } from "../../support/asked";
import { nothing, onCloud } from "../../support/cloud";
import { losingAnswers } from "../../support/losing-answers";
import { refused } from "../../support/refused";
import { openVpc } from "../../support/small-world";

/** Sends a call whose first answer gets lost, so that AWS's client sends it once more. */
async function answerLost<T>(emulator: Emulator, call: (lossy: Aws) => Promise<T>): Promise<T> {
  const way = await losingAnswers(emulator, () => true);
  try {
    const answer = await call(aws(way));
    expect(way.lost()).toBe(1);
    return answer;
  } finally {
    way.close();
  }
}

onCloud("without the memory of repeats, a call whose answer got lost", nothing, (at) => {
  beforeAll(() => forgetRepeats(at.emulator));
  const losing = <T>(call: (lossy: Aws) => Promise<T>) => answerLost(at.emulator, call);

  test("is carried out twice, if nothing tells that it is the same: CreateVpc", async () => {
    await losing(({ ec2 }) => ec2.send(new CreateVpcCommand({ CidrBlock: "10.8.0.0/16" })));
    const { Vpcs = [] } = await at.cloud.ec2.send(new DescribeVpcsCommand({}));
    expect(Vpcs.filter(({ CidrBlock }) => CidrBlock === "10.8.0.0/16")).toHaveLength(2);
  });

  test("is carried out once with a client token, which the client makes up: CreateNatGateway", async () => {
    const { subnets } = await openVpc(at.cloud, "ab");
    const { AllocationId } = await at.cloud.ec2.send(new AllocateAddressCommand({ Domain: "vpc" }));
    const gateway = { SubnetId: subnets[0], AllocationId };
    const made = await losing(({ ec2 }) => ec2.send(new CreateNatGatewayCommand(gateway)));
    const { NatGateways = [] } = await at.cloud.ec2.send(new DescribeNatGatewaysCommand({}));
    expect(NatGateways.map(({ NatGatewayId }) => NatGatewayId)).toEqual([
      made.NatGateway?.NatGatewayId,
    ]);
  });

  test("is answered with what its first attempt made, if its settings tell: CreateLoadBalancer", async () => {
    const { Subnets = [] } = await at.cloud.ec2.send(new DescribeSubnetsCommand({}));
    const ours = Subnets.filter(({ CidrBlock }) => CidrBlock?.startsWith("10.9."));
    const balancer = { Name: "once", Subnets: ours.map(({ SubnetId = "" }) => SubnetId) };
    const { LoadBalancers } = await losing(({ loadBalancing }) =>
      loadBalancing.send(new CreateLoadBalancerCommand(balancer)),
    );
    const there = await at.cloud.loadBalancing.send(new DescribeLoadBalancersCommand({}));
    expect(there.LoadBalancers?.map(({ LoadBalancerArn }) => LoadBalancerArn)).toEqual([
      LoadBalancers?.[0]?.LoadBalancerArn,
    ]);
    const other = { ...balancer, Scheme: "internal" } as const;
    const again = at.cloud.loadBalancing.send(new CreateLoadBalancerCommand(other));
    expect((await refused(again)).code).toBe("DuplicateLoadBalancerName");
  });

  test("is refused, if its name is taken by what it made itself: CreateRole", async () => {
    const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [] });
    const role = { RoleName: "twice", AssumeRolePolicyDocument };
    const call = await losing(({ iam }) => refused(iam.send(new CreateRoleCommand(role))));
    expect(call.code).toBe("EntityAlreadyExists");
  });

  test("with the same token and other parameters, is refused", async () => {
    const { AllocationId } = await at.cloud.ec2.send(new AllocateAddressCommand({ Domain: "vpc" }));
    const { NatGateways = [] } = await at.cloud.ec2.send(new DescribeNatGatewaysCommand({}));
    const gateway = { SubnetId: NatGateways[0]?.SubnetId, ClientToken: "same" };
    await at.cloud.ec2.send(new CreateNatGatewayCommand({ ...gateway, AllocationId }));
    const other = { ...gateway, AllocationId: "eipalloc-other" };
    const { code } = await refused(at.cloud.ec2.send(new CreateNatGatewayCommand(other)));
    expect(code).toBe("IdempotentParameterMismatch");
  });
});

onCloud("with the memory of repeats, a call whose answer got lost", nothing, (at) => {
  test("is carried out once, and is one call in the log: CreateVpc", async () => {
    const calls = await everyCallDuring(at.emulator.log, () =>
      answerLost(at.emulator, ({ ec2 }) =>
        ec2.send(new CreateVpcCommand({ CidrBlock: "10.8.0.0/16" })),
      ),
    );
    expect(calls).toEqual(["ec2 CreateVpc"]);
    const { Vpcs = [] } = await at.cloud.ec2.send(new DescribeVpcsCommand({}));
    expect(Vpcs.filter(({ CidrBlock }) => CidrBlock === "10.8.0.0/16")).toHaveLength(1);
  });
});
