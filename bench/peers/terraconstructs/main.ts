import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { AutoscalingPolicy } from "@cdktf/provider-aws/lib/autoscaling-policy";
import { DbEventSubscription } from "@cdktf/provider-aws/lib/db-event-subscription";
import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster";
import { RdsClusterInstance } from "@cdktf/provider-aws/lib/rds-cluster-instance";
import { RdsClusterParameterGroup } from "@cdktf/provider-aws/lib/rds-cluster-parameter-group";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { CloudinitProvider } from "@cdktf/provider-cloudinit/lib/provider";
import { App } from "cdktf";
import type { Construct } from "constructs";
import {
  AwsStack,
  cloudwatch,
  compute,
  iam,
  RetentionDays,
  storage,
} from "terraconstructs/lib/aws";

/**
 * The system of this project's stage `lab` with TerraConstructs, and with the classes of the provider
 * for what it lacks: fleets, Aurora, topics.
 */
class Stage extends AwsStack {
  constructor(scope: Construct, stage: string) {
    super(scope, stage, {
      environmentName: stage,
      gridUUID: stage,
      providerConfig: { region: "us-east-1" },
      gridBackendConfig: { address: "http://localhost" },
    });
    new CloudinitProvider(this, "cloudinit");
    const vpc = new compute.Vpc(this, "Network", {
      ipAddresses: compute.IpAddresses.cidr("10.0.0.0/16"),
      availabilityZones: ["us-east-1a", "us-east-1b"],
      natGateways: 1,
      subnetConfiguration: [
        { name: "public", subnetType: compute.SubnetType.PUBLIC },
        { name: "private", subnetType: compute.SubnetType.PRIVATE_WITH_EGRESS },
        { name: "isolated", subnetType: compute.SubnetType.PRIVATE_ISOLATED },
      ],
      gatewayEndpoints: { s3: { service: compute.GatewayVpcEndpointAwsService.S3 } },
    });
    const topic = new SnsTopic(this, "News", { name: `${stage}-news` });
    const [web, database] = ["Web", "Database"].map(
      (id) => new compute.SecurityGroup(this, `${id}Firewall`, { vpc, allowAllOutbound: false }),
    );
    database.connections.allowFrom(web, compute.Port.tcp(3306));
    web.connections.allowToAnyIpv4(compute.Port.tcp(443));
    const cluster = this.database(stage, vpc, database, topic);
    const target = this.loadBalancer(stage, vpc, web);
    this.fleet(stage, vpc, web, target, this.role(stage, cluster));
  }

  private database(
    stage: string,
    vpc: compute.Vpc,
    firewall: compute.SecurityGroup,
    topic: SnsTopic,
  ): RdsCluster {
    const identifier = `${stage}-database`;
    const exported = ["error", "slowquery"];
    for (const log of exported)
      new cloudwatch.LogGroup(this, `Log-${log}`, {
        logGroupName: `/aws/rds/cluster/${identifier}/${log}`,
        retention: RetentionDays.ONE_MONTH,
      });
    const group = new DbSubnetGroup(this, "DatabaseSubnets", {
      name: identifier,
      subnetIds: vpc.isolatedSubnets.map(({ subnetId }) => subnetId),
    });
    const settings = new RdsClusterParameterGroup(this, "Settings", {
      family: "aurora-mysql8.0",
      parameter: [{ name: "require_secure_transport", value: "ON" }],
    });
    const cluster = new RdsCluster(this, "Database", {
      clusterIdentifier: identifier,
      engine: "aurora-mysql",
      databaseName: "immersionday",
      masterUsername: "dbadmin",
      manageMasterUserPassword: true,
      storageEncrypted: true,
      skipFinalSnapshot: true,
      dbSubnetGroupName: group.name,
      dbClusterParameterGroupName: settings.name,
      vpcSecurityGroupIds: [firewall.securityGroupId],
      enabledCloudwatchLogsExports: exported,
    });
    for (const zone of ["a", "b"])
      new RdsClusterInstance(this, `Database-${zone}`, {
        clusterIdentifier: cluster.id,
        engine: cluster.engine,
        instanceClass: "db.t4g.medium",
        availabilityZone: `us-east-1${zone}`,
      });
    for (const sourceType of ["db-cluster", "db-instance"])
      new DbEventSubscription(this, `News-${sourceType}`, {
        snsTopic: topic.arn,
        sourceType,
      });
    return cluster;
  }

  private role(stage: string, cluster: RdsCluster): iam.Role {
    const role = new iam.Role(this, "Role", {
      assumedBy: new iam.ServicePrincipal("ec2.amazonaws.com"),
      managedPolicies: [
        iam.ManagedPolicy.fromAwsManagedPolicyName(
          this,
          "Sessions",
          "AmazonSSMManagedInstanceCore",
        ),
      ],
    });
    const values = {
      endpoint: cluster.endpoint,
      "reader-endpoint": cluster.readerEndpoint,
      port: "3306",
      name: "immersionday",
      engine: "aurora-mysql",
      clients: "4",
      "secret-arn": cluster.masterUserSecret.get(0).secretArn,
    };
    for (const [key, stringValue] of Object.entries(values))
      new storage.StringParameter(this, `Parameter-${key}`, {
        parameterName: `/${stage}/database/${key}`,
        stringValue,
      }).grantRead(role);
    new storage.Bucket(this, "Release", { enforceSSL: true }).grantRead(role);
    return role;
  }

  private loadBalancer(
    stage: string,
    vpc: compute.Vpc,
    web: compute.SecurityGroup,
  ): compute.ApplicationTargetGroup {
    const balancer = new compute.ApplicationLoadBalancer(this, "LoadBalancer", {
      loadBalancerName: `${stage}-web`,
      vpc,
      internetFacing: true,
    });
    web.connections.allowFrom(balancer, compute.Port.tcp(8080));
    const target = new compute.ApplicationTargetGroup(this, "Web", {
      vpc,
      port: 8080,
      protocol: compute.ApplicationProtocol.HTTP,
      healthCheck: { path: "/healthz" },
    });
    balancer.addListener("Http", { port: 80, defaultTargetGroups: [target] });
    return target;
  }

  private fleet(
    stage: string,
    vpc: compute.Vpc,
    securityGroup: compute.SecurityGroup,
    target: compute.ApplicationTargetGroup,
    role: iam.Role,
  ): void {
    const template = new compute.LaunchTemplate(this, "Template", {
      launchTemplateName: `${stage}-web`,
      instanceType: new compute.InstanceType("t2.micro"),
      machineImage: compute.MachineImage.latestAmazonLinux2023(),
      requireImdsv2: true,
      role,
      securityGroup,
      userData: compute.UserData.custom("#!/bin/bash\n"),
    });
    const group = new AutoscalingGroup(this, "Fleet", {
      name: `${stage}-web`,
      minSize: 2,
      maxSize: 4,
      vpcZoneIdentifier: vpc.privateSubnets.map(({ subnetId }) => subnetId),
      targetGroupArns: [target.targetGroupArn],
      launchTemplate: { id: template.launchTemplateId, version: template.latestVersionNumber },
    });
    new AutoscalingPolicy(this, "Cpu", {
      name: "cpu",
      autoscalingGroupName: group.name,
      policyType: "TargetTrackingScaling",
      targetTrackingConfiguration: {
        targetValue: 30,
        predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
      },
    });
  }
}

const app = new App();
for (let i = 0; i < Number(process.env.STAGES ?? 1); i += 1) new Stage(app, `s${i}`);
app.synth();
