import {
  DescribeAutoScalingGroupsCommand,
  DescribePoliciesCommand,
} from "@aws-sdk/client-auto-scaling";
import { DescribeRouteTablesCommand, DescribeSecurityGroupRulesCommand } from "@aws-sdk/client-ec2";
import { DescribeTargetHealthCommand } from "@aws-sdk/client-elastic-load-balancing-v2";
import { DescribeDBClustersCommand, DescribeDBInstancesCommand } from "@aws-sdk/client-rds";
import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { GetParametersByPathCommand } from "@aws-sdk/client-ssm";
import { callsOf } from "../../bench/plan-calls";
import type { Aws } from "../../emulator/aws";
import { inventory } from "../../emulator/inventory";
import { Asked } from "../support/asked";
import { describeChanges } from "../support/changes";
import { onEmulator, refusalOf } from "../support/deployment";
import { leftBy } from "../support/left";
import { describeOperating } from "../support/operating";
import { Service } from "../support/service";
import { Synthesized } from "../support/synthesized";
import { describeWatching } from "../support/watching";

onEmulator("lab, applied by real Terraform", (tools) => {
  let lab: Service;
  let cloud: Aws;
  let outputs: Record<string, unknown>;
  const asked = new Asked("lab");
  // Of its own: changes run meanwhile, and note in the other what their plans ask.
  const askedBySecondPlan = new Asked("lab");

  beforeAll(async () => {
    lab = await Service.applied("lab", tools, asked);
    cloud = lab.cloud;
    outputs = await lab.outputs();
  });
  afterAll(() => lab?.deployment.close());

  const password = async () => {
    const SecretId = String(outputs.database_secret_arn);
    const { SecretString } = await cloud.secrets.send(new GetSecretValueCommand({ SecretId }));
    return JSON.parse(SecretString ?? "{}") as { username: string; password: string };
  };

  test("a second plan has nothing to do", async () => {
    const { emulator } = lab.deployment;
    await asked.during("plan", emulator, () =>
      askedBySecondPlan.during("plan", emulator, async () =>
        expect(await leftBy(lab.terraform)).toEqual([]),
      ),
    );
  });

  test("its calls to AWS are those of docs/calls.md", () => {
    expect(askedBySecondPlan.every("plan")).toEqual(callsOf(lab.with({}).document));
  });

  test("outputs its url and the names that ops need", () => {
    expect(outputs).toEqual({
      url: expect.stringMatching(/^http:\/\/lab-web.*elb\.amazonaws\.com$/),
      web_group: "lab-web",
      database_cluster: "lab-database",
      news_topic_arn: "arn:aws:sns:us-east-1:123456789012:lab-news",
      database_parameters: "/lab/database",
      database_secret_arn: expect.stringContaining(":secret:rds!cluster"),
      nat_public_ips: { a: expect.stringMatching(/^[\d.]+$/) },
      target_group_arn: expect.stringContaining(":targetgroup/web-"),
      order: expect.stringMatching(/^[0-9a-f]{8}$/),
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
    const instances = await fleetOf(lab);
    expect(instances.map(({ zone }) => zone)).toEqual(["us-east-1a", "us-east-1b"]);
    expect(await targetsOf(lab)).toEqual(instances.map(({ id }) => [id, 8080]).sort());
  });

  test("the fleet follows its CPU", async () => {
    const { ScalingPolicies = [] } = await cloud.autoScaling.send(new DescribePoliciesCommand({}));
    const config = { TargetTrackingConfiguration: { TargetValue: 30 } };
    expect(ScalingPolicies).toMatchObject([{ AutoScalingGroupName: "lab-web", ...config }]);
  });

  test("the database has one writer and a reader in another zone", async () => {
    const { DBClusters: [cluster] = [] } = await cloud.rds.send(new DescribeDBClustersCommand({}));
    const writers = cluster?.DBClusterMembers?.map((each) => each.IsClusterWriter);
    expect(writers?.sort()).toEqual([false, true]);
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
      engine: "aurora-mysql",
      clients: "4",
    });
    expect(await password()).toEqual({ username: "dbadmin", password: expect.any(String) });
  });

  describeWatching("lab", () => lab);
  describeOperating("lab", () => lab);

  test("neither state nor plan holds the password", async () => {
    const { password: secret } = await password();
    const plan = JSON.stringify(await lab.terraform.plan());
    const state = JSON.stringify(await lab.terraform.statePull());
    expect(secret.length).toBeGreaterThan(10);
    expect(state).toContain("lab-database");
    expect(state).not.toContain(secret);
    expect(plan).not.toContain(secret);
  });

  describeChanges("lab", () => lab, asked, {
    "Another app port": async (changed, before) => {
      const [old, now] = [await fleetOf(before), await fleetOf(changed)];
      expect(now.map(({ zone }) => zone)).toEqual(["us-east-1a", "us-east-1b"]);
      expect(now.filter(({ id }) => old.some((each) => each.id === id))).toEqual([]);
      expect(await targetsOf(changed)).toEqual(now.map(({ id }) => [id, 9090]).sort());
    },
  });

  describe("a plan is refused", () => {
    test("when the region lacks a zone", async () => {
      const a = { class: "db.t4g.medium", zone: "a" };
      const network = { zones: ["a", "f"] };
      const stack = lab.with({ region: "us-west-1", network, database: { instances: { a } } });
      expect(await refusalOf(lab.deployment.planOf(stack))).toMatch(
        /network\.zones: must be zones that us-west-1 has for this account, got a, f; choose from us-west-1a, us-west-1[bc]/,
      );
    });

    test("when the instance type isn't offered in a zone", async () => {
      const stack = lab.with({
        network: { zones: ["a", "e"] },
        web: { instanceType: "t4g.micro" },
        database: { instances: { a: { class: "db.t4g.medium", zone: "a" } } },
      });
      expect(await refusalOf(lab.deployment.planOf(stack))).toMatch(
        /web\.instanceType: must be offered in every zone of the network \(a, e\), got t4g\.micro; choose another type, or zones from us-east-1a, .*us-east-1f/,
      );
    });

    test("when the image is for another architecture", async () => {
      const stack = lab.with({ image: { kind: "ami", id: "OTHER_IMAGE_ID" } });
      expect(await refusalOf(lab.deployment.planOf(stack))).toMatch(
        /image: must be an image for x86_64 with its root on \/dev\/xvda, got ami-\w+ for arm64 with its root on \/dev\/xvda; choose another image or another web\.instanceType/,
      );
    });

    test("when the load balancer's subnets turn out to be in one zone", async () => {
      const { text, files } = lab.with({});
      const tampered = new Synthesized(text.replaceAll('"us-east-1b"', '"us-east-1a"'), files);
      expect(await refusalOf(lab.deployment.planOf(tampered))).toContain(
        "network.zones: must be in at least two availability zones, got us-east-1a, us-east-1a; add a zone",
      );
    });
  });

  test("a plan warns when a failover would end on a smaller instance", async () => {
    const { DBClusters: [cluster] = [] } = await cloud.rds.send(new DescribeDBClustersCommand({}));
    const writer = cluster?.DBClusterMembers?.find((each) => each.IsClusterWriter);
    const id = writer?.DBInstanceIdentifier ?? "";
    const classOf = (name: string) => (id.endsWith(name) ? "db.t4g.large" : "db.t4g.medium");
    const instances = {
      a: { class: classOf("-a"), zone: "a" },
      b: { class: classOf("-b"), zone: "b" },
    };
    const { checks = [] } = await lab.deployment.planOf(lab.with({ database: { instances } }));
    const problems = checks
      .filter(({ status }) => status === "fail")
      .flatMap((check) => (check.instances ?? []).flatMap((each) => each.problems ?? []));
    expect(problems.map(({ message }) => message)).toEqual([
      `database.instances: must have another instance as large as the writer, got ${id} alone with db.t4g.large; a failover would end on a smaller one, so fail over by hand while you can choose when, or give one more instance this class`,
    ]);
  });

  // Last, since it takes away what the others look at.
  test("is gone with one destroy, and nothing is left behind", async () => {
    await asked.during("apply", lab.deployment.emulator, () => lab.terraform.destroy());
    expect(await inventory(cloud)).toEqual(lab.empty);
  });

  test.each(["plan", "apply"] as const)("the %s role of pipelines may do all of that", (role) => {
    expect([asked.refused(role), asked.unread()]).toEqual([[], []]);
  });
});

// --- internal ---

/** The instances of the group, by zone. */
async function fleetOf({ cloud }: Service) {
  const { AutoScalingGroups: [group] = [] } = await cloud.autoScaling.send(
    new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: ["lab-web"] }),
  );
  const all = group?.Instances ?? [];
  return all
    .map(({ InstanceId: id, AvailabilityZone: zone = "" }) => ({ id, zone }))
    .sort((a, b) => (a.zone < b.zone ? -1 : 1));
}

/** Instance and port of each target. */
async function targetsOf(service: Service) {
  const { target_group_arn } = await service.outputs();
  const { TargetHealthDescriptions = [] } = await service.cloud.loadBalancing.send(
    new DescribeTargetHealthCommand({ TargetGroupArn: String(target_group_arn) }),
  );
  return TargetHealthDescriptions.map(({ Target }) => [Target?.Id, Target?.Port]).sort();
}
