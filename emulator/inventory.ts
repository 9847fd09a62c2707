import { DescribeAutoScalingGroupsCommand } from "@aws-sdk/client-auto-scaling";
import { DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  DescribeAddressesCommand,
  DescribeInstancesCommand,
  DescribeLaunchTemplatesCommand,
  DescribeNatGatewaysCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
} from "@aws-sdk/client-ec2";
import {
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { ListInstanceProfilesCommand, ListRolesCommand } from "@aws-sdk/client-iam";
import {
  DescribeDBClusterParameterGroupsCommand,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  DescribeDBSubnetGroupsCommand,
  DescribeEventSubscriptionsCommand,
} from "@aws-sdk/client-rds";
import { ListBucketsCommand } from "@aws-sdk/client-s3";
import { ListSecretsCommand } from "@aws-sdk/client-secrets-manager";
import { DescribeParametersCommand } from "@aws-sdk/client-ssm";
import type { Aws } from "./aws";

/**
 * How much of each kind an account holds. Compared before an apply and after a destroy, it shows
 * what was left behind, also by things that Terraform's state does not know.
 */
export async function inventory(aws: Aws): Promise<Record<string, number>> {
  const counts = await Promise.all([...network(aws), ...fleet(aws), ...database(aws)]);
  return Object.fromEntries(counts);
}

type Count = Promise<[kind: string, count: number]>;

async function count(kind: string, list: Promise<readonly unknown[] | undefined>): Count {
  return [kind, (await list)?.length ?? 0];
}

function network({ ec2, logs }: Aws): Count[] {
  const used = { Filters: [{ Name: "vpc-endpoint-state", Values: ["pending", "available"] }] };
  const nat = { Filter: [{ Name: "state", Values: ["pending", "available"] }] };
  return [
    count(
      "VPCs",
      ec2.send(new DescribeVpcsCommand({})).then((all) => all.Vpcs),
    ),
    count(
      "addresses",
      ec2.send(new DescribeAddressesCommand({})).then((all) => all.Addresses),
    ),
    count(
      "NAT gateways",
      ec2.send(new DescribeNatGatewaysCommand(nat)).then((all) => all.NatGateways),
    ),
    count(
      "endpoints",
      ec2.send(new DescribeVpcEndpointsCommand(used)).then((all) => all.VpcEndpoints),
    ),
    count(
      "security groups",
      ec2.send(new DescribeSecurityGroupsCommand({})).then((all) => all.SecurityGroups),
    ),
    count(
      "log groups",
      logs.send(new DescribeLogGroupsCommand({})).then((all) => all.logGroups),
    ),
  ];
}

function fleet({ autoScaling, ec2, iam, loadBalancing }: Aws): Count[] {
  const alive = { Filters: [{ Name: "instance-state-name", Values: ["pending", "running"] }] };
  return [
    count(
      "load balancers",
      loadBalancing.send(new DescribeLoadBalancersCommand({})).then((all) => all.LoadBalancers),
    ),
    count(
      "target groups",
      loadBalancing.send(new DescribeTargetGroupsCommand({})).then((all) => all.TargetGroups),
    ),
    count(
      "Auto Scaling groups",
      autoScaling
        .send(new DescribeAutoScalingGroupsCommand({}))
        .then((all) => all.AutoScalingGroups),
    ),
    count(
      "instances",
      ec2
        .send(new DescribeInstancesCommand(alive))
        .then((all) => all.Reservations?.flatMap((one) => one.Instances ?? [])),
    ),
    count(
      "launch templates",
      ec2.send(new DescribeLaunchTemplatesCommand({})).then((all) => all.LaunchTemplates),
    ),
    count(
      "roles",
      iam.send(new ListRolesCommand({})).then((all) => all.Roles),
    ),
    count(
      "instance profiles",
      iam.send(new ListInstanceProfilesCommand({})).then((all) => all.InstanceProfiles),
    ),
  ];
}

function database({ rds, s3, secrets, ssm }: Aws): Count[] {
  // The emulator also lists AWS's public parameters, once somebody has asked for one.
  const ours = {
    ParameterFilters: [{ Key: "Path", Option: "Recursive", Values: ["/lab", "/prod"] }],
  };
  return [
    count(
      "clusters",
      rds.send(new DescribeDBClustersCommand({})).then((all) => all.DBClusters),
    ),
    count(
      "database instances",
      rds.send(new DescribeDBInstancesCommand({})).then((all) => all.DBInstances),
    ),
    count(
      "subnet groups",
      rds.send(new DescribeDBSubnetGroupsCommand({})).then((all) => all.DBSubnetGroups),
    ),
    count(
      "parameter groups",
      rds
        .send(new DescribeDBClusterParameterGroupsCommand({}))
        .then((all) => all.DBClusterParameterGroups),
    ),
    count(
      "event subscriptions",
      rds.send(new DescribeEventSubscriptionsCommand({})).then((all) => all.EventSubscriptionsList),
    ),
    count(
      "buckets",
      s3.send(new ListBucketsCommand({})).then((all) => all.Buckets),
    ),
    count(
      "secrets",
      secrets.send(new ListSecretsCommand({})).then((all) => all.SecretList),
    ),
    count(
      "parameters",
      ssm.send(new DescribeParametersCommand(ours)).then((all) => all.Parameters),
    ),
  ];
}
