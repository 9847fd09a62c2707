import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SetDesiredCapacityCommand } from "@aws-sdk/client-auto-scaling";
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateRouteCommand,
  CreateTagsCommand,
  DescribeInternetGatewaysCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
} from "@aws-sdk/client-ec2";
import { AttachRolePolicyCommand } from "@aws-sdk/client-iam";
import {
  DescribeDBClustersCommand,
  FailoverDBClusterCommand,
  ModifyDBClusterCommand,
  ModifyDBInstanceCommand,
} from "@aws-sdk/client-rds";
import { DeleteParameterCommand, PutParameterCommand } from "@aws-sdk/client-ssm";
import { type Aws, aws } from "../../emulator/aws";
import { withAwsCommand } from "../support/aws-command";
import { command, runner } from "../support/command";
import { type Deployment, onEmulator } from "../support/deployment";
import { missingCommands, needing } from "../support/needing";
import { Service } from "../support/service";
import { safe, script } from "../workflows/scripts";

/** Ids that AWS makes up. */
const plain = (text: string) => text.replaceAll(/\b(sg|rtb)-[0-9a-f]{17}\b/g, "$1-…");
const silent = (...things: string[]) =>
  `\n\nCloudTrail's event history (90 days, and some minutes late) has no write to ${things.join(", ")}`;
/** Only who has credentials asks CloudTrail. */
const withoutHistory = (text: string) => text.replace(/^.*CloudTrail.*$/m, "");
const [WRITER, READER] = [
  "gets another class: the writer, which restarts; downtime: a failover, about 30 s without writes, or some minutes without a reader",
  "gets another class: a reader, which restarts; downtime: this instance for some minutes; if it is the writer a failover, about 30 s",
];
const LOCK =
  "\n\nRead without the state's lock: while a deploy runs, things half done may look like drift.\n";

onEmulator("npm run ops -- drift, on an applied lab", (tools) => {
  let lab: Service;
  let copy: Deployment;
  let cloud: Aws;

  beforeAll(async () => {
    lab = await Service.of("lab", tools);
    await lab.terraform.apply();
  });
  afterAll(() => lab?.deployment.close());

  beforeEach(async () => {
    copy = await lab.deployment.copy();
    cloud = aws(copy.emulator);
  });
  afterEach(() => copy?.close());

  const drift = (...args: string[]) =>
    command([runner, "ops/cli.ts", "drift", "lab", "--folder", copy.folder, ...args], copy.env)
      .ended;
  const reported = (
    tier: string,
    address: string,
    path: string,
    before: unknown,
    after: unknown,
  ) => ({
    tier,
    address,
    kind: "reported",
    attributes: [{ path, before, after }],
    id: expect.stringMatching(/^arn:aws:/),
    account: "123456789012",
    region: "us-east-1",
  });
  const groupId = async (name: string) => {
    const { SecurityGroups: all = [] } = await cloud.ec2.send(new DescribeSecurityGroupsCommand());
    return all.find(({ GroupName }) => GroupName?.startsWith(`lab-${name}-`))?.GroupId ?? "";
  };
  const openToAll = async (port: number, name: string) =>
    cloud.ec2.send(
      new AuthorizeSecurityGroupIngressCommand({
        GroupId: await groupId(name),
        IpPermissions: [
          { IpProtocol: "tcp", FromPort: port, ToPort: port, IpRanges: [{ CidrIp: "0.0.0.0/0" }] },
        ],
      }),
    );

  test("reports none after an apply, though AWS has filled in a lot since", async () => {
    const { code, out, err } = await drift();
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toBe(`lab: no drift${LOCK}`);
  });

  test("reports what is deleted and changed, by tier, and shows no secret", async () => {
    await cloud.rds.send(
      new ModifyDBInstanceCommand({
        DBInstanceIdentifier: "lab-database-a",
        DBInstanceClass: "db.t4g.large",
        ApplyImmediately: true,
      }),
    );
    await cloud.rds.send(
      new ModifyDBClusterCommand({
        DBClusterIdentifier: "lab-database",
        BackupRetentionPeriod: 7,
      }),
    );
    const Name = "/lab/database/port";
    await cloud.ssm.send(new PutParameterCommand({ Name, Value: "4406", Overwrite: true }));
    await cloud.ssm.send(new DeleteParameterCommand({ Name: "/lab/database/name" }));
    const web = await groupId("web");
    await cloud.ec2.send(
      new CreateTagsCommand({ Resources: [web], Tags: [{ Key: "Owner", Value: "bob" }] }),
    );

    const { code, out, err } = await drift();
    expect({ code, err }).toEqual({ code: 1, err: "" });
    const writer = (await writerIn(cloud)) === "lab-database-a";
    expect(plain(out)).toBe(`lab: 5 drifted

web
  aws_security_group.web_firewall was changed
    arn:aws:ec2:us-east-1:123456789012:security-group/sg-…
    tags.Owner: none → "bob"
    → deploy puts it back, or take it into the settings
      npx cdktf deploy lab
      no user notices this step

database
  aws_rds_cluster.database was changed
    arn:aws:rds:us-east-1:123456789012:cluster:lab-database
    backup_retention_period: 1 → 7
    → deploy puts it back, or take it into the settings
      npx cdktf deploy lab
      the deploy: backups reach back 1 day instead of 7
  aws_rds_cluster_instance.database_a was changed
    arn:aws:rds:us-east-1:123456789012:db:lab-database-a
    instance_class: "db.t4g.medium" → "db.t4g.large"
    → deploy puts it back, or take it into the settings
      npx cdktf deploy lab
      the deploy: ${writer ? WRITER : READER}
  aws_ssm_parameter.database_name was deleted
    arn:aws:ssm:us-east-1:123456789012:parameter/lab/database/name
    → deploy makes it again
      npx cdktf deploy lab
      no user notices this step
  aws_ssm_parameter.database_port was changed
    arn:aws:ssm:us-east-1:123456789012:parameter/lab/database/port
    value: changed (sensitive, so not shown)
    → deploy puts it back, or take it into the settings
      npx cdktf deploy lab
      the deploy: says something else about the database to the app, and the database stays as it is; downtime: within ten seconds, on every instance, if the value is wrong

no drift, but worth knowing
  aws_ssm_parameter.database_port: version: 1 → 2${silent(
    "aws_rds_cluster.database",
    "aws_rds_cluster_instance.database_a",
    "aws_security_group.web_firewall",
    "aws_ssm_parameter.database_name",
    "aws_ssm_parameter.database_port",
  )}${LOCK}`);
  });

  test("reports what others added, also after another deploy", async () => {
    await openToAll(22, "web");
    const { InternetGateways: [gateway] = [] } = await cloud.ec2.send(
      new DescribeInternetGatewaysCommand({}),
    );
    const { RouteTables = [] } = await cloud.ec2.send(new DescribeRouteTablesCommand({}));
    const isolated = RouteTables.find(({ Tags = [] }) =>
      Tags.some(({ Value }) => Value === "lab-network-isolated"),
    );
    await cloud.ec2.send(
      new CreateRouteCommand({
        RouteTableId: isolated?.RouteTableId,
        DestinationCidrBlock: "0.0.0.0/0",
        GatewayId: gateway?.InternetGatewayId,
      }),
    );
    const PolicyArn = "arn:aws:iam::aws:policy/AdministratorAccess";
    await cloud.iam.send(new AttachRolePolicyCommand({ RoleName: "lab-web", PolicyArn }));
    await copy.terraform.apply();

    const { code, out, err } = await drift();
    expect({ code, err }).toEqual({ code: 1, err: "" });
    const role = "the role may no longer do what only this policy allows";
    expect(plain(out)).toBe(`lab: 3 drifted

network
  aws_route_table.network_isolated has more than ours
    arn:aws:ec2:us-east-1:123456789012:route-table/rtb-…
    route: "0.0.0.0/0"
    → deploy leaves it: remove it (what went this way takes another one, or none), or take it into the code
      aws ec2 delete-route --route-table-id rtb-… --destination-cidr-block 0.0.0.0/0 --region us-east-1

web
  aws_iam_role.web has more than ours
    arn:aws:iam::123456789012:role/lab-web (account 123456789012, us-east-1)
    managed_policy_arns: "arn:aws:iam::aws:policy/AdministratorAccess"
    → deploy leaves it: remove it (${role}), or take it into the code
      aws iam detach-role-policy --role-name lab-web --policy-arn arn:aws:iam::aws:policy/AdministratorAccess --region us-east-1
  aws_security_group.web_firewall has more than ours
    arn:aws:ec2:us-east-1:123456789012:security-group/sg-…
    ingress: "tcp 22 0.0.0.0/0"
    → deploy leaves it: remove it (whoever came in by it no longer can), or take it into the code
      aws ec2 revoke-security-group-ingress --group-id sg-… --ip-permissions 'IpProtocol=tcp,FromPort=22,ToPort=22,IpRanges=[{CidrIp=0.0.0.0/0}]' --region us-east-1${silent(
        "aws_iam_role.web",
        "aws_route_table.network_isolated",
        "aws_security_group.web_firewall",
      )}${LOCK}`);
  });

  needing(missingCommands("aws", "jq"), "the nightly workflow", () => {
    test("finds the same in what leaves the job with credentials", async () => {
      await openToAll(22, "web");
      const Name = "/lab/database/port";
      await cloud.ssm.send(new PutParameterCommand({ Name, Value: "4406", Overwrite: true }));
      await cloud.ssm.send(new DeleteParameterCommand({ Name: "/lab/database/name" }));
      const file = join(copy.folder, "drift.json");
      const plan = await copy.terraform.look("-lock=false");
      const whole = `${file}.whole`;
      writeFileSync(whole, JSON.stringify(plan));
      const input = JSON.stringify(safe(plan));
      writeFileSync(
        file,
        script("survey.sh", [whole], { env: withAwsCommand(copy.env, copy.folder), input }).stdout,
      );
      expect(readFileSync(file, "utf8")).not.toContain("4406");

      const { code, out, err } = await drift();
      expect(out).toContain("lab: 3 drifted");
      const same = await drift("--plan", file);
      expect(same).toMatchObject({ code, err });
      expect(withoutHistory(same.out)).toBe(withoutHistory(out));
      expect(same.out).toContain("may ask it: npm run ops -- drift lab\n");
    });
  });

  test("a capacity that scaling moves and a new writer are no drift", async () => {
    await copy.terraform.apply("-refresh-only");
    const AutoScalingGroupName = "lab-web";
    await cloud.autoScaling.send(
      new SetDesiredCapacityCommand({ AutoScalingGroupName, DesiredCapacity: 3 }),
    );
    const DBClusterIdentifier = "lab-database";
    const aWas = (await writerIn(cloud)) === "lab-database-a";
    const TargetDBInstanceIdentifier = `lab-database-${aWas ? "b" : "a"}`;
    await cloud.rds.send(
      new FailoverDBClusterCommand({ DBClusterIdentifier, TargetDBInstanceIdentifier }),
    );
    const { code, out, err } = await drift("--json");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const database = "aws_rds_cluster_instance.database";
    expect(JSON.parse(out)).toEqual({
      stages: [
        {
          stage: "lab",
          backend: "file terraform.lab.tfstate",
          region: "us-east-1",
          account: "123456789012",
          drift: [],
          reported: [
            reported("web", "aws_autoscaling_group.web", "desired_capacity", 2, 3),
            reported("database", `${database}_a`, "writer", aWas, !aWas),
            reported("database", `${database}_b`, "writer", !aWas, aWas),
          ],
        },
      ],
    });
  });
});

/** The first to be there became the writer; both are made at once. */
async function writerIn({ rds }: Aws): Promise<string | undefined> {
  const question = new DescribeDBClustersCommand({ DBClusterIdentifier: "lab-database" });
  const { DBClusters: [cluster] = [] } = await rds.send(question);
  return cluster?.DBClusterMembers?.find(({ IsClusterWriter }) => IsClusterWriter)
    ?.DBInstanceIdentifier;
}
