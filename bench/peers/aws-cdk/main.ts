import {
  App,
  aws_autoscaling as autoscaling,
  aws_ec2 as ec2,
  aws_elasticloadbalancingv2 as elb,
  aws_iam as iam,
  aws_logs as logs,
  RemovalPolicy,
  aws_rds as rds,
  Stack,
  aws_s3 as s3,
  aws_sns as sns,
  aws_ssm as ssm,
} from "aws-cdk-lib";
import type { Construct } from "constructs";

/** The system of this project's stage `lab`, as a person writes it with AWS CDK. */
class Stage extends Stack {
  constructor(scope: Construct, stage: string) {
    super(scope, stage);
    const vpc = new ec2.Vpc(this, "Network", {
      ipAddresses: ec2.IpAddresses.cidr("10.0.0.0/16"),
      maxAzs: 2,
      natGateways: 1,
      subnetConfiguration: [
        { name: "public", subnetType: ec2.SubnetType.PUBLIC },
        { name: "private", subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
        { name: "isolated", subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      ],
      gatewayEndpoints: { s3: { service: ec2.GatewayVpcEndpointAwsService.S3 } },
    });
    const topic = new sns.Topic(this, "News", { topicName: `${stage}-news` });
    const database = this.database(stage, vpc, topic);
    const fleet = this.fleet(stage, vpc, topic);
    database.connections.allowDefaultPortFrom(fleet);
    this.grantReads(stage, database, fleet);
    this.loadBalancer(stage, vpc, fleet);
  }

  private database(stage: string, vpc: ec2.IVpc, topic: sns.ITopic): rds.DatabaseCluster {
    const instanceType = ec2.InstanceType.of(ec2.InstanceClass.T4G, ec2.InstanceSize.MEDIUM);
    const engine = rds.DatabaseClusterEngine.auroraMysql({
      version: rds.AuroraMysqlEngineVersion.VER_3_10_0,
    });
    const database = new rds.DatabaseCluster(this, "Database", {
      engine,
      clusterIdentifier: `${stage}-database`,
      defaultDatabaseName: "immersionday",
      writer: rds.ClusterInstance.provisioned("a", { instanceType }),
      readers: [rds.ClusterInstance.provisioned("b", { instanceType })],
      vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      storageEncrypted: true,
      parameters: { require_secure_transport: "ON" },
      cloudwatchLogsExports: ["error", "slowquery"],
      cloudwatchLogsRetention: logs.RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    for (const sourceType of ["db-cluster", "db-instance"])
      new rds.CfnEventSubscription(this, `News-${sourceType}`, {
        snsTopicArn: topic.topicArn,
        sourceType,
      });
    return database;
  }

  private fleet(stage: string, vpc: ec2.IVpc, topic: sns.ITopic): autoscaling.AutoScalingGroup {
    const role = new iam.Role(this, "Role", {
      assumedBy: new iam.ServicePrincipal("ec2.amazonaws.com"),
      managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName("AmazonSSMManagedInstanceCore")],
    });
    const launchTemplate = new ec2.LaunchTemplate(this, "Template", {
      launchTemplateName: `${stage}-web`,
      instanceType: new ec2.InstanceType("t2.micro"),
      machineImage: ec2.MachineImage.latestAmazonLinux2023(),
      requireImdsv2: true,
      role,
      securityGroup: new ec2.SecurityGroup(this, "WebFirewall", { vpc, allowAllOutbound: false }),
      userData: ec2.UserData.custom("#!/bin/bash\n"),
    });
    const fleet = new autoscaling.AutoScalingGroup(this, "Fleet", {
      vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
      launchTemplate,
      minCapacity: 2,
      maxCapacity: 4,
      notifications: [{ topic, scalingEvents: autoscaling.ScalingEvents.ERRORS }],
    });
    fleet.scaleOnCpuUtilization("Cpu", { targetUtilizationPercent: 30 });
    fleet.connections.allowToAnyIpv4(ec2.Port.tcp(443));
    return fleet;
  }

  private grantReads(
    stage: string,
    database: rds.DatabaseCluster,
    fleet: autoscaling.AutoScalingGroup,
  ): void {
    const values = {
      endpoint: database.clusterEndpoint.hostname,
      "reader-endpoint": database.clusterReadEndpoint.hostname,
      port: "3306",
      name: "immersionday",
      engine: "aurora-mysql",
      clients: "4",
      "secret-arn": database.secret?.secretArn ?? "",
    };
    for (const [key, stringValue] of Object.entries(values))
      new ssm.StringParameter(this, `Parameter-${key}`, {
        parameterName: `/${stage}/database/${key}`,
        stringValue,
      }).grantRead(fleet);
    database.secret?.grantRead(fleet);
    new s3.Bucket(this, "Release", {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
    }).grantRead(fleet);
  }

  private loadBalancer(stage: string, vpc: ec2.IVpc, fleet: autoscaling.AutoScalingGroup): void {
    const balancer = new elb.ApplicationLoadBalancer(this, "LoadBalancer", {
      loadBalancerName: `${stage}-web`,
      vpc,
      internetFacing: true,
    });
    balancer.addListener("Http", { port: 80 }).addTargets("Web", {
      port: 8080,
      targets: [fleet],
      healthCheck: { path: "/healthz" },
    });
  }
}

const app = new App();
for (let i = 0; i < Number(process.env.STAGES ?? 1); i += 1) new Stage(app, `s${i}`);
app.synth();
