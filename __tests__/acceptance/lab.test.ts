import {
  DescribeAutoScalingGroupsCommand,
  DescribePoliciesCommand,
} from "@aws-sdk/client-auto-scaling";
import { DescribeRouteTablesCommand, DescribeSecurityGroupRulesCommand } from "@aws-sdk/client-ec2";
import { DescribeTargetHealthCommand } from "@aws-sdk/client-elastic-load-balancing-v2";
import { DescribeDBClustersCommand, DescribeDBInstancesCommand } from "@aws-sdk/client-rds";
import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { GetParametersByPathCommand } from "@aws-sdk/client-ssm";
import { type Aws, aws } from "../support/aws";
import { Deployment, onEmulator } from "../support/deployment";
import { inventory } from "../support/inventory";
import { stepsOf } from "../support/steps";
import { synthStage } from "../support/synth";

onEmulator("lab, applied by real Terraform", (tools) => {
  let lab: Deployment;
  let cloud: Aws;
  let empty: Record<string, number>;
  let outputs: Record<string, unknown>;

  beforeAll(async () => {
    lab = await Deployment.of("lab", tools, () => synthStage("lab"));
    cloud = aws(lab.emulator);
    empty = await inventory(cloud);
    await lab.terraform.validate();
    await lab.terraform.apply();
    const all = await lab.terraform.outputs();
    outputs = Object.fromEntries(Object.entries(all).map(([name, { value }]) => [name, value]));
  });
  afterAll(() => lab?.close());

  const password = async () => {
    const SecretId = String(outputs.database_secret_arn);
    const { SecretString } = await cloud.secrets.send(new GetSecretValueCommand({ SecretId }));
    return JSON.parse(SecretString ?? "{}") as { username: string; password: string };
  };

  test("a second plan has nothing to do", async () => {
    expect(stepsOf(await lab.terraform.plan())).toEqual([]);
  });

  test("tells its url and the names that ops need", () => {
    expect(outputs).toEqual({
      url: expect.stringMatching(/^http:\/\/lab-web.*elb\.amazonaws\.com$/),
      web_group: "lab-web",
      database_cluster: "lab-database",
      database_parameters: "/lab/database",
      database_secret_arn: expect.stringContaining(":secret:rds!cluster"),
      nat_public_ips: { a: expect.stringMatching(/^[\d.]+$/) },
      target_group_arn: expect.stringContaining(":targetgroup/web-"),
    });
  });

  test("the isolated tier has no way to the internet, the private one by NAT only", async () => {
    const { RouteTables = [] } = await cloud.ec2.send(new DescribeRouteTablesCommand({}));
    const ways = RouteTables.flatMap(({ Tags = [], Routes = [] }) => {
      const name = Tags.find(({ Key }) => Key === "Name")?.Value;
      const out = Routes.find((route) => route.DestinationCidrBlock === "0.0.0.0/0");
      return name ? [[name, out?.NatGatewayId?.slice(0, 3) ?? out?.GatewayId?.slice(0, 3)]] : [];
    });
    expect(Object.fromEntries(ways)).toEqual({
      "lab-network-public": "igw",
      "lab-network-private-a": "nat",
      "lab-network-private-b": "nat",
      "lab-network-isolated": undefined,
    });
  });

  test("only the load balancer's port 80 is open to the world", async () => {
    const { SecurityGroupRules = [] } = await cloud.ec2.send(
      new DescribeSecurityGroupRulesCommand({}),
    );
    const open = SecurityGroupRules.filter(
      (rule) => !rule.IsEgress && (rule.CidrIpv4 || rule.CidrIpv6),
    );
    expect(open.map(({ CidrIpv4, FromPort, ToPort }) => [CidrIpv4, FromPort, ToPort])).toEqual([
      ["0.0.0.0/0", 80, 80],
    ]);
  });

  test("the fleet runs in both zones, and its instances are the load balancer's targets", async () => {
    const { AutoScalingGroups: [group] = [] } = await cloud.autoScaling.send(
      new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: ["lab-web"] }),
    );
    const instances = group?.Instances ?? [];
    expect(instances.map((each) => each.AvailabilityZone).sort()).toEqual([
      "us-east-1a",
      "us-east-1b",
    ]);
    const { TargetHealthDescriptions = [] } = await cloud.loadBalancing.send(
      new DescribeTargetHealthCommand({ TargetGroupArn: String(outputs.target_group_arn) }),
    );
    expect(TargetHealthDescriptions.map(({ Target }) => [Target?.Id, Target?.Port]).sort()).toEqual(
      instances.map((each) => [each.InstanceId, 8080]).sort(),
    );
  });

  test("the fleet follows its CPU", async () => {
    const { ScalingPolicies = [] } = await cloud.autoScaling.send(new DescribePoliciesCommand({}));
    expect(ScalingPolicies).toMatchObject([
      {
        AutoScalingGroupName: "lab-web",
        PolicyType: "TargetTrackingScaling",
        TargetTrackingConfiguration: { TargetValue: 30 },
      },
    ]);
  });

  test("the database has one writer and a reader in another zone", async () => {
    const { DBClusters: [cluster] = [] } = await cloud.rds.send(new DescribeDBClustersCommand({}));
    const members = cluster?.DBClusterMembers ?? [];
    expect(members.map((each) => each.IsClusterWriter).sort()).toEqual([false, true]);
    const { DBInstances = [] } = await cloud.rds.send(new DescribeDBInstancesCommand({}));
    expect(
      DBInstances.map((each) => [each.DBInstanceIdentifier, each.AvailabilityZone]).sort(),
    ).toEqual([
      ["lab-database-a", "us-east-1a"],
      ["lab-database-b", "us-east-1b"],
    ]);
  });

  test("an app can find and use the secret", async () => {
    const { Parameters = [] } = await cloud.ssm.send(
      new GetParametersByPathCommand({ Path: String(outputs.database_parameters) }),
    );
    const found = Object.fromEntries(
      Parameters.map(({ Name, Value }) => [Name?.replace("/lab/database/", ""), Value]),
    );
    expect(found).toEqual({
      endpoint: expect.stringContaining("lab-database.cluster-"),
      "reader-endpoint": expect.stringContaining("lab-database.cluster-ro-"),
      port: "3306",
      name: "immersionday",
      "secret-arn": outputs.database_secret_arn,
    });
    expect(await password()).toEqual({ username: "dbadmin", password: expect.any(String) });
  });

  test("neither state nor plan holds the password", async () => {
    const { password: secret } = await password();
    const plan = JSON.stringify(await lab.terraform.plan());
    const state = JSON.stringify(await lab.terraform.statePull());
    expect(secret.length).toBeGreaterThan(10);
    expect(state).toContain("lab-database");
    expect(state).not.toContain(secret);
    expect(plan).not.toContain(secret);
  });

  // Last, since it takes away what the others look at.
  test("is gone with one destroy, and nothing is left behind", async () => {
    await lab.terraform.destroy();
    expect(await inventory(cloud)).toEqual(empty);
  });
});
