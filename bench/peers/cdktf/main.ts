import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { AutoscalingNotification } from "@cdktf/provider-aws/lib/autoscaling-notification";
import { AutoscalingPolicy } from "@cdktf/provider-aws/lib/autoscaling-policy";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DbEventSubscription } from "@cdktf/provider-aws/lib/db-event-subscription";
import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import { Eip } from "@cdktf/provider-aws/lib/eip";
import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster";
import { RdsClusterInstance } from "@cdktf/provider-aws/lib/rds-cluster-instance";
import { RdsClusterParameterGroup } from "@cdktf/provider-aws/lib/rds-cluster-parameter-group";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { App, TerraformStack } from "cdktf";
import type { Construct } from "constructs";

/** The system of this project's stage `lab`, as a person writes it with the classes of the provider. */
class Stage extends TerraformStack {
  constructor(scope: Construct, stage: string) {
    super(scope, stage);
    new AwsProvider(this, "aws", {
      region: "us-east-1",
      defaultTags: [{ tags: { Stage: stage } }],
    });
    const { vpc, subnets, tables } = this.network();
    const vpcId = vpc.id;
    const [balancer, web, database] = ["load-balancer", "web", "database"].map(
      (id) => new SecurityGroup(this, `${id}-firewall`, { namePrefix: `${stage}-${id}-`, vpcId }),
    );
    const s3 = new VpcEndpoint(this, "s3", {
      vpcId,
      serviceName: "com.amazonaws.us-east-1.s3",
      routeTableIds: tables.map(({ id }) => id),
    });
    this.opens("http", undefined, balancer, 80);
    this.opens("app", balancer, web, 8080);
    this.opens("sql", web, database, 3306);
    for (const [id, to] of Object.entries({
      internet: { cidrIpv4: "0.0.0.0/0" },
      s3: { prefixListId: s3.prefixListId },
    }))
      new VpcSecurityGroupEgressRule(this, `web-to-${id}`, {
        securityGroupId: web.id,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        ...to,
      });
    const topic = new SnsTopic(this, "news", { name: `${stage}-news` });
    const { cluster, parameters } = this.database(stage, subnets.isolated, database, topic);
    const target = this.loadBalancer(stage, vpcId, subnets.public, balancer);
    this.fleet(stage, subnets.private, web, target, [cluster.arn, ...parameters], topic);
  }

  private network() {
    const vpc = new Vpc(this, "vpc", { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true });
    const vpcId = vpc.id;
    const gateway = new InternetGateway(this, "gateway", { vpcId });
    const tier = (name: string, first: number) =>
      ["a", "b"].map(
        (zone, i) =>
          new Subnet(this, `${name}-${zone}`, {
            vpcId,
            availabilityZone: `us-east-1${zone}`,
            cidrBlock: `10.0.${first + 8 * i}.0/21`,
            tags: { Name: `${name}-${zone}` },
          }),
      );
    const subnets = {
      public: tier("public", 0),
      private: tier("private", 64),
      isolated: tier("isolated", 128),
    };
    const table = (id: string) => new RouteTable(this, `table-${id}`, { vpcId });
    const [open, a, b, closed] = ["public", "private-a", "private-b", "isolated"].map(table);
    const eip = new Eip(this, "nat-address", { domain: "vpc" });
    const nat = new NatGateway(this, "nat", {
      allocationId: eip.id,
      subnetId: subnets.public[0].id,
    });
    const ways: [string, RouteTable, object][] = [
      ["public", open, { gatewayId: gateway.id }],
      ["private-a", a, { natGatewayId: nat.id }],
      ["private-b", b, { natGatewayId: nat.id }],
    ];
    for (const [id, { id: routeTableId }, way] of ways)
      new Route(this, `route-${id}`, { routeTableId, destinationCidrBlock: "0.0.0.0/0", ...way });
    const uses: [Subnet[], RouteTable[]][] = [
      [subnets.public, [open, open]],
      [subnets.private, [a, b]],
      [subnets.isolated, [closed, closed]],
    ];
    for (const [of, by] of uses)
      of.forEach((subnet, i) => {
        const ids = { subnetId: subnet.id, routeTableId: by[i].id };
        new RouteTableAssociation(this, `${subnet.node.id}-table`, ids);
      });
    return { vpc, subnets, tables: [a, b, closed] };
  }

  private opens(id: string, from: SecurityGroup | undefined, to: SecurityGroup, port: number) {
    const ports = { ipProtocol: "tcp", fromPort: port, toPort: port };
    const whom = from ? { referencedSecurityGroupId: from.id } : { cidrIpv4: "0.0.0.0/0" };
    new VpcSecurityGroupIngressRule(this, `in-${id}`, {
      securityGroupId: to.id,
      ...whom,
      ...ports,
    });
    if (from)
      new VpcSecurityGroupEgressRule(this, `out-${id}`, {
        securityGroupId: from.id,
        referencedSecurityGroupId: to.id,
        ...ports,
      });
  }

  private database(stage: string, subnets: Subnet[], firewall: SecurityGroup, topic: SnsTopic) {
    const identifier = `${stage}-database`;
    const logs = ["error", "slowquery"];
    for (const log of logs)
      new CloudwatchLogGroup(this, `log-${log}`, {
        name: `/aws/rds/cluster/${identifier}/${log}`,
        retentionInDays: 30,
      });
    const group = new DbSubnetGroup(this, "database-subnets", {
      name: identifier,
      subnetIds: subnets.map(({ id }) => id),
    });
    const settings = new RdsClusterParameterGroup(this, "database-settings", {
      family: "aurora-mysql8.0",
      parameter: [{ name: "require_secure_transport", value: "ON" }],
    });
    const cluster = new RdsCluster(this, "database", {
      clusterIdentifier: identifier,
      engine: "aurora-mysql",
      engineVersion: "8.0.mysql_aurora.3.10.0",
      databaseName: "immersionday",
      masterUsername: "dbadmin",
      manageMasterUserPassword: true,
      storageEncrypted: true,
      skipFinalSnapshot: true,
      dbSubnetGroupName: group.name,
      dbClusterParameterGroupName: settings.name,
      vpcSecurityGroupIds: [firewall.id],
      enabledCloudwatchLogsExports: logs,
    });
    for (const zone of ["a", "b"])
      new RdsClusterInstance(this, `database-${zone}`, {
        identifier: `${identifier}-${zone}`,
        clusterIdentifier: cluster.id,
        engine: cluster.engine,
        instanceClass: "db.t4g.medium",
        availabilityZone: `us-east-1${zone}`,
      });
    for (const sourceType of ["db-cluster", "db-instance"])
      new DbEventSubscription(this, `news-${sourceType}`, { snsTopic: topic.arn, sourceType });
    const values = {
      endpoint: cluster.endpoint,
      "reader-endpoint": cluster.readerEndpoint,
      port: "3306",
      name: cluster.databaseName,
      engine: cluster.engine,
      clients: "4",
      "secret-arn": cluster.masterUserSecret.get(0).secretArn,
    };
    const parameters = Object.entries(values).map(([key, value]) => {
      const name = `/${stage}/database/${key}`;
      return new SsmParameter(this, `database-${key}`, { name, type: "String", value }).arn;
    });
    return { cluster, parameters };
  }

  private loadBalancer(stage: string, vpcId: string, subnets: Subnet[], firewall: SecurityGroup) {
    const balancer = new Lb(this, "load-balancer", {
      name: `${stage}-web`,
      loadBalancerType: "application",
      subnets: subnets.map(({ id }) => id),
      securityGroups: [firewall.id],
    });
    const target = new LbTargetGroup(this, "target", {
      port: 8080,
      protocol: "HTTP",
      vpcId,
      healthCheck: { path: "/healthz" },
    });
    new LbListener(this, "listener", {
      loadBalancerArn: balancer.arn,
      port: 80,
      protocol: "HTTP",
      defaultAction: [{ type: "forward", targetGroupArn: target.arn }],
    });
    return target;
  }

  private fleet(
    stage: string,
    subnets: Subnet[],
    firewall: SecurityGroup,
    target: LbTargetGroup,
    reads: string[],
    topic: SnsTopic,
  ) {
    const bucket = new S3Bucket(this, "release", { bucketPrefix: `${stage}-release-` });
    new S3BucketPublicAccessBlock(this, "release-closed", {
      bucket: bucket.id,
      blockPublicAcls: true,
    });
    const role = new IamRole(this, "role", {
      name: `${stage}-web`,
      assumeRolePolicy: policy("sts:AssumeRole", undefined, { Service: "ec2.amazonaws.com" }),
    });
    for (const [id, action, resource] of [
      ["parameters", "ssm:GetParameter", reads] as const,
      ["release", "s3:GetObject", `${bucket.arn}/*`] as const,
    ])
      new IamRolePolicy(this, `role-${id}`, { role: role.name, policy: policy(action, resource) });
    new IamRolePolicyAttachment(this, "role-sessions", {
      role: role.name,
      policyArn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
    });
    const profile = new IamInstanceProfile(this, "profile", { role: role.name });
    const template = new LaunchTemplate(this, "template", {
      name: `${stage}-web`,
      imageId: "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64",
      instanceType: "t2.micro",
      iamInstanceProfile: { arn: profile.arn },
      vpcSecurityGroupIds: [firewall.id],
      metadataOptions: { httpTokens: "required" },
      userData: Buffer.from("#!/bin/bash\n").toString("base64"),
    });
    const group = new AutoscalingGroup(this, "fleet", {
      name: `${stage}-web`,
      minSize: 2,
      maxSize: 4,
      vpcZoneIdentifier: subnets.map(({ id }) => id),
      targetGroupArns: [target.arn],
      launchTemplate: { id: template.id, version: `\${${template.fqn}.latest_version}` },
    });
    new AutoscalingPolicy(this, "cpu", {
      name: "cpu",
      autoscalingGroupName: group.name,
      policyType: "TargetTrackingScaling",
      targetTrackingConfiguration: {
        targetValue: 30,
        predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
      },
    });
    new AutoscalingNotification(this, "news-fleet", {
      groupNames: [group.name],
      notifications: ["autoscaling:EC2_INSTANCE_LAUNCH_ERROR"],
      topicArn: topic.arn,
    });
  }
}

function policy(Action: string, Resource?: string | readonly string[], Principal?: object): string {
  const Statement = [{ Effect: "Allow", Action, Resource, Principal }];
  return JSON.stringify({ Version: "2012-10-17", Statement });
}

const app = new App();
for (let i = 0; i < Number(process.env.STAGES ?? 1); i += 1) new Stage(app, `s${i}`);
app.synth();
