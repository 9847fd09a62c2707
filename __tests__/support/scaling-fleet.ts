import {
  DescribeScalingActivitiesCommand,
  PutScalingPolicyCommand,
  SetDesiredCapacityCommand,
  type TargetTrackingConfiguration,
} from "@aws-sdk/client-auto-scaling";
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricStatisticsCommand,
} from "@aws-sdk/client-cloudwatch";
import { aws, configOf } from "../../emulator/aws";
import type { Emulator } from "../../emulator/emulator";
import { passTime, reportWork } from "../../emulator/fleet-time";
import { SmallFleet } from "./small-fleet";

export const AutoScalingGroupName = "small";
/** Percent of its processors that an instance keeps busy. */
export const TARGET = 30;
const PROCESSORS = 2;
const MINUTE = 60;

/** The small fleet with a policy: two instances, at most four, which keep to the target. */
export class ScalingFleet {
  readonly cloudWatch: CloudWatchClient;

  private constructor(
    readonly fleet: SmallFleet,
    readonly emulator: Emulator,
  ) {
    this.cloudWatch = new CloudWatchClient(configOf(emulator));
  }

  static async of(emulator: Emulator): Promise<ScalingFleet> {
    const scaling = new ScalingFleet(await SmallFleet.of(aws(emulator)), emulator);
    await passTime(emulator, 0);
    await scaling.put();
    return scaling;
  }

  /** The same fleet in a copy of its emulator, which ends with it at the latest. */
  async copy(): Promise<ScalingFleet> {
    const emulator = await this.emulator.copy();
    return new ScalingFleet(this.fleet.on(aws(emulator)), emulator);
  }

  /** Its policy, or another one. */
  async put(more: Partial<TargetTrackingConfiguration> = {}, PolicyName = "cpu"): Promise<void> {
    await this.fleet.cloud.autoScaling.send(
      new PutScalingPolicyCommand({
        AutoScalingGroupName,
        PolicyName,
        PolicyType: "TargetTrackingScaling",
        TargetTrackingConfiguration: {
          PredefinedMetricSpecification: { PredefinedMetricType: "ASGAverageCPUUtilization" },
          TargetValue: TARGET,
          ...more,
        },
      }),
    );
  }

  /** From here on it does as much as keeps so many of its instances at the target. */
  async work(instances: number, requests = 0): Promise<void> {
    const cpu = instances * TARGET * PROCESSORS;
    await reportWork(this.emulator, AutoScalingGroupName, { cpu, requests });
  }

  async minutes(count: number): Promise<void> {
    await passTime(this.emulator, count * MINUTE);
  }

  async size(): Promise<number> {
    return (await this.fleet.instances()).length;
  }

  /** By hand. */
  async resize(DesiredCapacity: number): Promise<void> {
    const asked = new SetDesiredCapacityCommand({ AutoScalingGroupName, DesiredCapacity });
    await this.fleet.cloud.autoScaling.send(asked);
  }

  /** The causes of its activities, the latest first, without what differs from run to run. */
  async causes(): Promise<string[]> {
    const asked = new DescribeScalingActivitiesCommand({ AutoScalingGroupName });
    const { Activities = [] } = await this.fleet.cloud.autoScaling.send(asked);
    return Activities.map(({ Cause = "" }) =>
      Cause.replaceAll(/\d{4}-[\d-]+T[\d:]+Z/g, "TIME")
        .replaceAll(/(?<=Alarm(High|Low)-)[\da-f-]+/g, "ID")
        .replaceAll(/i-[\da-f]+/g, "INSTANCE"),
    );
  }

  /** Name, threshold and state of each alarm. */
  async alarms(): Promise<unknown[][]> {
    const { MetricAlarms = [] } = await this.cloudWatch.send(new DescribeAlarmsCommand({}));
    return MetricAlarms.map(({ AlarmName = "", Threshold, StateValue }) => [
      AlarmName.replace(/-[\da-f]{8}-.*$/, ""),
      Threshold,
      StateValue,
    ]);
  }

  /** Minute by minute the average of the group, and of how many instances. */
  async cpu(): Promise<(number | undefined)[][]> {
    const { Datapoints = [] } = await this.cloudWatch.send(
      new GetMetricStatisticsCommand({
        Namespace: "AWS/EC2",
        MetricName: "CPUUtilization",
        Dimensions: [{ Name: "AutoScalingGroupName", Value: AutoScalingGroupName }],
        StartTime: new Date(Date.now() - 3_600_000),
        EndTime: new Date(Date.now() + 36_000_000),
        Period: MINUTE,
        Statistics: ["Average", "SampleCount"],
      }),
    );
    const inOrder = Datapoints.sort((a, b) => Number(a.Timestamp) - Number(b.Timestamp));
    return inOrder.map(({ Average = 0, SampleCount }) => [Math.round(Average), SampleCount]);
  }
}
