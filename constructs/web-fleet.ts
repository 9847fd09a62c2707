import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import {
  AutoscalingPolicy,
  type AutoscalingPolicyTargetTrackingConfiguration,
} from "@cdktf/provider-aws/lib/autoscaling-policy";
import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { Construct } from "constructs";
import { logGroupsOf, namesOf } from "../names/stage";
import { NAME, STAGE } from "../names/tags";
import { SUBNETS_OF } from "../names/tiers";
import { type Agent, type AgentChoice, addAgent } from "./cloudwatch-agent";
import { Firewall } from "./firewall";
import { startedFrom, typesOf } from "./fleet-types";
import { guardInstanceTypes } from "./guards";
import { addRole, grant, READ_PARAMETERS } from "./iam";
import type { LoadBalancer } from "./load-balancer";
import { ROOT_DEVICE } from "./machine";
import type { MachineImage, Supply } from "./machine-image";
import type { Network } from "./network";
import { stackOf } from "./readable-stack";
import { HEALTHY, type RolloutChoice, rolloutOf } from "./rollout";
import { userData } from "./user-data";

export interface WebFleetProps {
  readonly network: Network;
  readonly region: string;
  readonly loadBalancer: LoadBalancer;
  readonly image: MachineImage;
  readonly capacity: Capacity;
  readonly rollout: RolloutChoice;
  /** Days until AWS replaces an instance, as the maintenance policy says. Left out, never. */
  readonly maxDays?: number | undefined;
  /** ARN of the topic that hears of a rollout's alarm. */
  readonly newsTopic: string;
  /** Port the app listens on. */
  readonly port: number;
  readonly supply: Supply;
  readonly agent: AgentChoice;
  /** Days that the agent's log is kept. */
  readonly logDays: number;
  /** Settings of the app in /etc/web.env; PORT comes on top. Nothing secret. */
  readonly environment: Readonly<Record<string, string>>;
  /** Tags of instances, which the provider's default tags do not reach. A change waits for new ones. */
  readonly tags: Readonly<Record<string, string>>;
}

export interface Capacity {
  readonly instanceType: string;
  /** Of the same architecture and size: what AWS starts, in this order, when it has no instanceType. Default none. */
  readonly fallbackTypes?: readonly string[] | undefined;
  readonly min: number;
  readonly max: number;
  /** Average CPU to keep, in percent. */
  readonly targetCpu: number;
  /** Requests a minute and instance to keep. */
  readonly targetRequests?: number | undefined;
}

/** In seconds. */
const DAY = 86_400;

/** Instances that serve the app: as many as the load asks for, spread over the private subnets. */
export class WebFleet extends Construct {
  readonly firewall: Firewall;
  readonly groupName: string;
  /** For replace_triggered_by: what AWS deletes with a group that is replaced, unseen by Terraform. */
  readonly onReplacement: readonly string[];
  /** The role of the instances. Each part of the system grants it what it needs of that part. */
  readonly roleName: string;
  private readonly stage: string;

  constructor(scope: Construct, id: string, props: WebFleetProps) {
    super(scope, id);
    const { network, region, port, capacity, image, supply } = props;
    this.stage = stackOf(this);

    this.firewall = new Firewall(this, "firewall", {
      vpcId: network.vpcId,
      name: "web",
      ports: { http: port },
    });
    const role = addRole(this, namesOf(this.stage).web, "ec2.amazonaws.com");
    this.roleName = role.name;
    // Shells by Session Manager: no ssh keys, no open port, every start of a session in CloudTrail.
    new IamRolePolicyAttachment(this, "session-manager", {
      role: role.name,
      policyArn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
    });
    guardInstanceTypes(this, region, typesOf(capacity), network.zones);
    const logGroup = logGroupsOf(this.stage).web;
    const agent = addAgent(this, props.agent, this.roleName, logGroup, props.logDays);
    const environment = { ...props.environment, ...supply.environment, ...agent.environment };
    const imageId = image.idIn(this, capacity.instanceType);
    const template = this.addTemplate(props, imageId, environment);
    const group = this.addGroup(props, template, agent);
    this.groupName = group.name;
    this.onReplacement = [`aws_autoscaling_group.${group.friendlyUniqueId}.arn`];
    this.addScaling(props, group);
  }

  /** Takes back what AmazonSSMManagedInstanceCore grants: reading every parameter of the account. */
  readOnlyParameters(arns: readonly string[]): void {
    grant(this, "own-parameters", this.roleName, "OwnParametersOnly", [
      { Effect: "Deny", Action: READ_PARAMETERS, NotResource: arns },
    ]);
  }

  private addTemplate(
    { image, capacity, port }: WebFleetProps,
    imageId: string,
    environment: Readonly<Record<string, string>>,
  ): LaunchTemplate {
    const name = namesOf(this.stage).web;
    const profile = new IamInstanceProfile(this, "iam-instance-profile", {
      name,
      role: this.roleName,
    });
    return new LaunchTemplate(this, "launch-template", {
      name,
      updateDefaultVersion: true,
      imageId,
      instanceType: capacity.instanceType,
      iamInstanceProfile: { arn: profile.arn },
      userData: userData({ PORT: String(port), ...environment }, image.start),
      // One hop: the token never leaves the instance, not even into a container on it.
      metadataOptions: {
        httpEndpoint: "enabled",
        httpTokens: "required",
        httpPutResponseHopLimit: 1,
      },
      networkInterfaces: [
        { associatePublicIpAddress: "false", securityGroups: [this.firewall.id] },
      ],
      blockDeviceMappings: [
        {
          deviceName: ROOT_DEVICE,
          ebs: { volumeType: "gp3", encrypted: "true", deleteOnTermination: "true" },
        },
      ],
      // CPU by the minute instead of every five: the group reacts in time. Costs by the instance.
      monitoring: { enabled: true },
      // Only what never changes: another tag here is another version, and a new fleet.
      tagSpecifications: ["volume", "network-interface"].map((resourceType) => ({
        resourceType,
        tags: { [NAME]: name, [STAGE]: this.stage },
      })),
    });
  }

  private addGroup(props: WebFleetProps, template: LaunchTemplate, agent: Agent): AutoscalingGroup {
    const { network, loadBalancer, capacity, image, supply } = props;
    const name = namesOf(this.stage).web;
    return new AutoscalingGroup(this, "autoscaling-group", {
      name,
      tag: Object.entries({ [NAME]: name, ...props.tags }).map(([key, value]) => ({
        key,
        value,
        propagateAtLaunch: true,
      })),
      minSize: capacity.min,
      maxSize: capacity.max,
      vpcZoneIdentifier: network.subnetIds(SUBNETS_OF.web),
      // The group registers its instances itself; a separate attachment would leave a gap.
      targetGroupArns: [loadBalancer.targetGroup.arn],
      healthCheckType: "ELB",
      healthCheckGracePeriod: image.grace,
      defaultInstanceWarmup: image.warmUp,
      ...startedFrom(template, capacity),
      instanceRefresh: {
        strategy: "Rolling",
        // New instances come first; a release that does not get healthy stops at the first of them.
        preferences: rolloutOf(this, props.rollout, loadBalancer, props.newsTopic),
      },
      instanceMaintenancePolicy: HEALTHY,
      // 0 and not nothing, which would leave the days of a setting that is gone.
      maxInstanceLifetime: (props.maxDays ?? 0) * DAY,
      enabledMetrics: [
        "GroupDesiredCapacity",
        "GroupInServiceInstances",
        "GroupPendingInstances",
        "GroupTotalInstances",
      ],
      // The scaling policies set it. A number here would undo their work at every apply.
      lifecycle: {
        ignoreChanges: ["desired_capacity"],
        replaceTriggeredBy: [...network.onReplacement],
      },
      // An instance that boots before its way out is open fails its set-up.
      dependsOn: [...network.ways(SUBNETS_OF.web), ...supply.contents, ...agent.contents],
    });
  }

  private addScaling({ capacity, loadBalancer }: WebFleetProps, group: AutoscalingGroup): void {
    const track = (id: string, config: AutoscalingPolicyTargetTrackingConfiguration) =>
      new AutoscalingPolicy(this, id, {
        name: id,
        autoscalingGroupName: group.name,
        policyType: "TargetTrackingScaling",
        targetTrackingConfiguration: config,
        lifecycle: { replaceTriggeredBy: [...this.onReplacement] },
        dependsOn: [loadBalancer.listener],
      });
    track("cpu", {
      predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
      targetValue: capacity.targetCpu,
    });
    if (capacity.targetRequests === undefined) return;
    track("requests", {
      predefinedMetricSpecification: {
        predefinedMetricType: "ALBRequestCountPerTarget",
        resourceLabel: loadBalancer.requestLabel,
      },
      targetValue: capacity.targetRequests,
    });
  }
}
