import {
  CreateOrUpdateTagsCommand,
  DisableMetricsCollectionCommand,
  PutScalingPolicyCommand,
  SetDesiredCapacityCommand,
  SuspendProcessesCommand,
  UpdateAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import { CreateLaunchTemplateVersionCommand } from "@aws-sdk/client-ec2";
import {
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from "@aws-sdk/client-iam";
import type { Aws } from "../../../emulator/aws";
import type { ChangeByHand, Known } from "./change";

const AutoScalingGroupName = "lab-web";
const group = (attributes: string[], call: ChangeByHand["call"]): ChangeByHand => ({
  address: "aws_autoscaling_group.web",
  attributes,
  call,
});
const update = (attribute: string, change: object) =>
  group([attribute], ({ autoScaling }) =>
    autoScaling.send(new UpdateAutoScalingGroupCommand({ AutoScalingGroupName, ...change })),
  );
const role = (attribute: string, call: ChangeByHand["call"]): ChangeByHand => ({
  address: "aws_iam_role.web",
  attributes: [attribute],
  call,
});
const RoleName = "lab-web";
const ANYBODY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" }],
});
const ALL = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
});

/** Of the fleet and its role. */
export const FLEET: readonly ChangeByHand[] = [
  update("max_size", { MaxSize: 9 }),
  update("min_size", { MinSize: 1 }),
  update("health_check_grace_period", { HealthCheckGracePeriod: 7 }),
  update("health_check_type", { HealthCheckType: "EC2" }),
  update("default_instance_warmup", { DefaultInstanceWarmup: 7 }),
  update("default_cooldown", { DefaultCooldown: 7 }),
  update("termination_policies", { TerminationPolicies: ["NewestInstance"] }),
  update("protect_from_scale_in", { NewInstancesProtectedFromScaleIn: true }),
  update("max_instance_lifetime", { MaxInstanceLifetime: 86400 }),
  update("capacity_rebalance", { CapacityRebalance: true }),
  group(["desired_capacity"], ({ autoScaling }) =>
    autoScaling.send(new SetDesiredCapacityCommand({ AutoScalingGroupName, DesiredCapacity: 3 })),
  ),
  group(["suspended_processes"], ({ autoScaling }) =>
    autoScaling.send(
      new SuspendProcessesCommand({ AutoScalingGroupName, ScalingProcesses: ["Launch"] }),
    ),
  ),
  group(["enabled_metrics"], ({ autoScaling }) =>
    autoScaling.send(
      new DisableMetricsCollectionCommand({
        AutoScalingGroupName,
        Metrics: ["GroupTotalInstances"],
      }),
    ),
  ),
  group(["tag"], ({ autoScaling }) => {
    const resource = { ResourceId: AutoScalingGroupName, ResourceType: "auto-scaling-group" };
    const Tags = [{ ...resource, Key: "Owner", Value: "bob", PropagateAtLaunch: true }];
    return autoScaling.send(new CreateOrUpdateTagsCommand({ Tags }));
  }),
  {
    address: "aws_autoscaling_policy.web_cpu",
    attributes: ["target_tracking_configuration"],
    call: ({ autoScaling }) => {
      const PredefinedMetricSpecification = {
        PredefinedMetricType: "ASGAverageCPUUtilization",
      } as const;
      const TargetTrackingConfiguration = { PredefinedMetricSpecification, TargetValue: 99 };
      const policy = { PolicyName: "cpu", PolicyType: "TargetTrackingScaling" };
      return autoScaling.send(
        new PutScalingPolicyCommand({
          AutoScalingGroupName,
          ...policy,
          TargetTrackingConfiguration,
        }),
      );
    },
  },
  {
    address: "aws_launch_template.web",
    attributes: [
      ...["key_name", "instance_type", "image_id", "monitoring", "disable_api_termination"],
      ...["ebs_optimized", "user_data", "block_device_mappings", "metadata_options"],
      ...["network_interfaces", "tag_specifications", "iam_instance_profile"],
    ],
    call: template,
  },
  role("assume_role_policy", ({ iam }) =>
    iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: ANYBODY })),
  ),
  role("max_session_duration", ({ iam }) =>
    iam.send(new UpdateRoleCommand({ RoleName, Description: "mine", MaxSessionDuration: 7200 })),
  ),
  role("description", async () => undefined), // by the call before
  role("permissions_boundary", ({ iam }) => {
    const PermissionsBoundary = "arn:aws:iam::aws:policy/AdministratorAccess";
    return iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary }));
  }),
  {
    address: "aws_iam_role_policy.release_read",
    attributes: ["policy"],
    call: ({ iam }, known) => {
      const PolicyName = known("aws_iam_role_policy.release_read", "name");
      return iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument: ALL }));
    },
  },
];

/** A version without all that ours says. */
function template({ ec2 }: Aws, known: Known) {
  return ec2.send(
    new CreateLaunchTemplateVersionCommand({
      LaunchTemplateId: known("aws_launch_template.web", "id"),
      LaunchTemplateData: {
        KeyName: "bob",
        InstanceType: "m5.large",
        ImageId: "ami-12345678",
        DisableApiTermination: true,
        EbsOptimized: true,
      },
    }),
  );
}
