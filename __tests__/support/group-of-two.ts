import {
  CreateAutoScalingGroupCommand,
  PutScalingPolicyCommand,
} from "@aws-sdk/client-auto-scaling";
import { CreateLaunchTemplateCommand, RegisterImageCommand } from "@aws-sdk/client-ec2";
import type { Aws } from "../../emulator/aws";

/** The Auto Scaling group of lab, without anything around it: two instances, four at most, 30 % CPU. */
export async function groupOfTwo({ autoScaling, ec2 }: Aws): Promise<void> {
  const { ImageId } = await ec2.send(new RegisterImageCommand({ Name: "web" }));
  const AutoScalingGroupName = "lab-web";
  const LaunchTemplateName = "lab-web";
  const LaunchTemplateData = { ImageId, InstanceType: "t2.micro" as const };
  await ec2.send(new CreateLaunchTemplateCommand({ LaunchTemplateName, LaunchTemplateData }));
  await autoScaling.send(
    new CreateAutoScalingGroupCommand({
      AutoScalingGroupName,
      MinSize: 2,
      MaxSize: 4,
      AvailabilityZones: ["us-east-1a"],
      LaunchTemplate: { LaunchTemplateName, Version: "$Latest" },
    }),
  );
  await autoScaling.send(
    new PutScalingPolicyCommand({
      AutoScalingGroupName,
      PolicyName: "cpu",
      PolicyType: "TargetTrackingScaling",
      TargetTrackingConfiguration: {
        PredefinedMetricSpecification: { PredefinedMetricType: "ASGAverageCPUUtilization" },
        TargetValue: 30,
      },
    }),
  );
}
