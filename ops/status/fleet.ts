import {
  type AutoScalingClient,
  type AutoScalingGroup,
  DescribeAutoScalingGroupsCommand,
  DescribeInstanceRefreshesCommand,
  DescribeScalingActivitiesCommand,
} from "@aws-sdk/client-auto-scaling";
import {
  DescribeLaunchTemplateVersionsCommand,
  type EC2Client,
  type Image,
  paginateDescribeInstances,
} from "@aws-sdk/client-ec2";
import { RELEASE, releaseTag } from "../../names/tags";
import { collect, sorted } from "../../service/read/pages";
import { imagesOf } from "../amazon-linux";
import type { Activity, Fleet, Instance, Refresh } from "./facts";

interface Clients {
  readonly autoScaling: AutoScalingClient;
  readonly ec2: EC2Client;
}

const ACTIVITIES = 3;

/** An Auto Scaling group and its instances; null if there is none of this name. */
export async function readFleet(clients: Clients, name: string): Promise<Fleet | null> {
  const { autoScaling } = clients;
  const asked = new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [name] });
  const { AutoScalingGroups: [group] = [] } = await autoScaling.send(asked);
  if (group === undefined) return null;
  const [instances, refresh, activities] = await Promise.all([
    readInstances(clients.ec2, group),
    readRefresh(autoScaling, name),
    readActivities(autoScaling, name),
  ]);
  return {
    name,
    min: group.MinSize ?? 0,
    max: group.MaxSize ?? 0,
    desired: group.DesiredCapacity ?? 0,
    instances,
    refresh,
    activities,
  };
}

// --- internal ---

async function readInstances(ec2: EC2Client, group: AutoScalingGroup): Promise<Instance[]> {
  const { Instances: members = [] } = group;
  const InstanceIds = members.map(({ InstanceId = "" }) => InstanceId);
  if (InstanceIds.length === 0) return [];
  const Filters = [{ Name: "instance-id", Values: InstanceIds }];
  const reservations = await collect(
    paginateDescribeInstances({ client: ec2 }, { Filters }),
    (page) => page.Reservations,
  );
  const machines = reservations.flatMap(({ Instances = [] }) => Instances);
  const images = await imagesOf(ec2, [
    ...new Set(machines.flatMap(({ ImageId }) => ImageId ?? [])),
  ]);
  const installed = await releasesOf(ec2, members);
  const all = members.map((member): Instance => {
    const machine = machines.find(({ InstanceId }) => InstanceId === member.InstanceId);
    const {
      ImageId: image = "",
      Architecture: architecture = "x86_64",
      LaunchTime,
    } = machine ?? {};
    return {
      id: member.InstanceId ?? "",
      zone: (member.AvailabilityZone ?? "?").slice(-1),
      type: member.InstanceType ?? machine?.InstanceType ?? "",
      architecture,
      image,
      release: bakedIn(images, image) ?? installed[member.LaunchTemplate?.Version ?? ""] ?? null,
      launched: LaunchTime?.toISOString() ?? "",
      state: member.LifecycleState ?? "",
      healthy: member.HealthStatus === "Healthy",
    };
  });
  return sorted(all, ({ zone, id }) => `${zone} ${id}`);
}

function bakedIn(images: readonly Image[], id: string): string | undefined {
  const tags = images.find(({ ImageId }) => ImageId === id)?.Tags ?? [];
  return tags.find(({ Key }) => Key === RELEASE)?.Value;
}

/** What a stock image installs at its first boot, by version of the launch template: its user data names it. */
async function releasesOf(
  ec2: EC2Client,
  members: NonNullable<AutoScalingGroup["Instances"]>,
): Promise<Readonly<Record<string, string>>> {
  const templates = members.flatMap(({ LaunchTemplate }) => LaunchTemplate ?? []);
  const Versions = [...new Set(templates.flatMap(({ Version }) => Version ?? []))];
  const LaunchTemplateId = templates[0]?.LaunchTemplateId;
  if (LaunchTemplateId === undefined) return {};
  const asked = new DescribeLaunchTemplateVersionsCommand({ LaunchTemplateId, Versions });
  const { LaunchTemplateVersions: found = [] } = await ec2.send(asked);
  return Object.fromEntries(
    found.flatMap(({ VersionNumber, LaunchTemplateData }) => {
      const script = Buffer.from(LaunchTemplateData?.UserData ?? "", "base64").toString();
      const hash = /RELEASE_SHA256=["']?([0-9a-f]{16,64})/.exec(script)?.[1];
      return hash === undefined ? [] : [[String(VersionNumber), releaseTag(hash)]];
    }),
  );
}

async function readRefresh(client: AutoScalingClient, group: string): Promise<Refresh | null> {
  const asked = new DescribeInstanceRefreshesCommand({
    AutoScalingGroupName: group,
    MaxRecords: 1,
  });
  const { InstanceRefreshes: [last] = [] } = await client.send(asked);
  if (last === undefined) return null;
  return {
    status: last.Status ?? "",
    percent: last.PercentageComplete ?? 0,
    started: last.StartTime?.toISOString() ?? "",
    ended: last.EndTime?.toISOString() ?? null,
    reason: last.StatusReason ?? null,
  };
}

async function readActivities(client: AutoScalingClient, group: string): Promise<Activity[]> {
  const AutoScalingGroupName = group;
  const asked = new DescribeScalingActivitiesCommand({
    AutoScalingGroupName,
    MaxRecords: ACTIVITIES,
  });
  const { Activities: all = [] } = await client.send(asked);
  return all.map(({ StartTime, Description = "", StatusCode = "" }) => ({
    at: StartTime?.toISOString() ?? "",
    what: Description,
    status: StatusCode,
  }));
}
