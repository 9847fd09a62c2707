import {
  type AutoScalingClient,
  DescribeAutoScalingGroupsCommand,
  DescribePoliciesCommand,
  paginateDescribeScalingActivities,
} from "@aws-sdk/client-auto-scaling";
import { type CloudWatchClient, GetMetricDataCommand } from "@aws-sdk/client-cloudwatch";

/** How large the group is. */
export interface Size {
  readonly desired: number;
  readonly inService: number;
}

export interface Activity {
  readonly at: Date;
  readonly what: string;
  /** Why, in AWS's words; empty where AWS says none. */
  readonly why: string;
  readonly status: string;
}

export interface Cpu {
  readonly at: Date;
  readonly percent: number;
}

/** What AWS says of an Auto Scaling group while there is load on it. Reads only. */
export class Group {
  constructor(
    readonly name: string,
    private readonly clients: {
      readonly autoScaling: AutoScalingClient;
      readonly cloudWatch: CloudWatchClient;
    },
  ) {}

  /** Undefined without such a group. */
  async size(): Promise<(Size & { readonly max: number }) | undefined> {
    const asked = new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [this.name] });
    const { AutoScalingGroups: [group] = [] } = await this.clients.autoScaling.send(asked);
    if (group === undefined) return undefined;
    const { DesiredCapacity: desired = 0, MaxSize: max = 0, Instances = [] } = group;
    const inService = Instances.filter((each) => each.LifecycleState === "InService").length;
    return { desired, inService, max };
  }

  /** The CPU that its policy keeps, in percent; undefined without such a policy. */
  async targetCpu(): Promise<number | undefined> {
    const asked = new DescribePoliciesCommand({ AutoScalingGroupName: this.name });
    const { ScalingPolicies = [] } = await this.clients.autoScaling.send(asked);
    const [target] = ScalingPolicies.flatMap(
      (each) => each.TargetTrackingConfiguration ?? [],
    ).filter((each) => each.PredefinedMetricSpecification?.PredefinedMetricType === CPU);
    return target?.TargetValue;
  }

  /** The average over its instances, by minute; without detailed monitoring every five of them. */
  async cpuSince(from: Date): Promise<Cpu[]> {
    const asked = new GetMetricDataCommand({
      StartTime: from,
      EndTime: new Date(),
      ScanBy: "TimestampAscending",
      MetricDataQueries: [
        {
          Id: "cpu",
          MetricStat: {
            Metric: {
              Namespace: "AWS/EC2",
              MetricName: "CPUUtilization",
              Dimensions: [{ Name: "AutoScalingGroupName", Value: this.name }],
            },
            Period: 60,
            Stat: "Average",
          },
        },
      ],
    });
    const { MetricDataResults: [found] = [] } = await this.clients.cloudWatch.send(asked);
    const { Timestamps = [], Values = [] } = found ?? {};
    return Timestamps.flatMap((at, i) => {
      const percent = Values[i];
      return percent === undefined ? [] : [{ at, percent }];
    });
  }

  /** The oldest first. */
  async activitiesSince(from: Date): Promise<Activity[]> {
    const all: Activity[] = [];
    const { autoScaling: client } = this.clients;
    const pages = paginateDescribeScalingActivities(
      { client },
      { AutoScalingGroupName: this.name },
    );
    for await (const { Activities = [] } of pages) {
      const found = Activities.map((each) => ({
        at: each.StartTime ?? new Date(0),
        what: each.Description ?? "",
        why: each.Cause ?? "",
        status: each.StatusCode ?? "",
      }));
      const ours = found.filter(({ at }) => at >= from);
      all.unshift(...ours.reverse());
      if (ours.length < found.length || found.length === 0) break; // AWS has the newest first
    }
    return all;
  }
}

// --- internal ---

const CPU = "ASGAverageCPUUtilization";
