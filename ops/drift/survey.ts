import {
  AutoScalingClient,
  paginateDescribeAutoScalingGroups,
  paginateDescribePolicies,
  paginateDescribeScheduledActions,
} from "@aws-sdk/client-auto-scaling";
import { EC2Client } from "@aws-sdk/client-ec2";
import {
  DescribeRulesCommand,
  ElasticLoadBalancingV2Client,
  paginateDescribeListeners,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import {
  paginateDescribeDBClusters,
  paginateDescribeDBInstances,
  RDSClient,
} from "@aws-sdk/client-rds";
import { collect } from "../../service/read/pages";
import type { Ours } from "./ours";
import type { Surroundings } from "./surroundings";
import { readNetwork } from "./survey-network";

/** Asks AWS what there is where the stage lives. .github/scripts/survey.sh asks the same. */
export async function survey(ours: Ours, region: string): Promise<Surroundings> {
  const [entry, fleet, network, databases] = await Promise.all([
    readEntry(new ElasticLoadBalancingV2Client({ region }), ours.texts("aws_lb", "arn")),
    readFleet(new AutoScalingClient({ region }), ours.texts("aws_autoscaling_group", "name")),
    readNetwork(new EC2Client({ region }), ours.texts("aws_vpc", "id")),
    readDatabases(new RDSClient({ region }), ours.texts("aws_rds_cluster", "id")),
  ]);
  return { ...entry, ...fleet, ...network, ...databases };
}

// --- internal ---

async function readEntry(client: ElasticLoadBalancingV2Client, balancers: readonly string[]) {
  const listeners = await each(balancers, (LoadBalancerArn) =>
    collect(paginateDescribeListeners({ client }, { LoadBalancerArn }), (page) => page.Listeners),
  );
  const rules = await each(listeners, async ({ ListenerArn }) => {
    const { Rules = [] } = await client.send(new DescribeRulesCommand({ ListenerArn }));
    return Rules.filter(({ IsDefault }) => !IsDefault);
  });
  return { listeners, rules };
}

async function readFleet(client: AutoScalingClient, groups: readonly string[]) {
  const scheduledActions = await each(groups, async (AutoScalingGroupName) => {
    const pages = paginateDescribeScheduledActions({ client }, { AutoScalingGroupName });
    const all = await collect(pages, (page) => page.ScheduledUpdateGroupActions);
    return all.map(({ StartTime, ...action }) => ({
      ...action,
      ...(StartTime && { StartTime: StartTime.toISOString() }),
    }));
  });
  const policies = await each(groups, (AutoScalingGroupName) =>
    collect(
      paginateDescribePolicies({ client }, { AutoScalingGroupName }),
      (page) => page.ScalingPolicies,
    ),
  );
  const AutoScalingGroupNames = [...groups];
  const fleets =
    groups.length === 0
      ? []
      : await collect(
          paginateDescribeAutoScalingGroups({ client }, { AutoScalingGroupNames }),
          (page) => page.AutoScalingGroups,
        );
  const instances = fleets.flatMap(({ Instances = [] }) =>
    Instances.map(({ InstanceId = "" }) => InstanceId),
  );
  return { instances, scheduledActions, policies };
}

async function readDatabases(client: RDSClient, clusters: readonly string[]) {
  const dbClusters = await each(clusters, (DBClusterIdentifier) =>
    collect(
      paginateDescribeDBClusters({ client }, { DBClusterIdentifier }),
      (page) => page.DBClusters,
    ),
  );
  const dbInstances = await each(clusters, (cluster) => {
    const Filters = [{ Name: "db-cluster-id", Values: [cluster] }];
    return collect(
      paginateDescribeDBInstances({ client }, { Filters }),
      (page) => page.DBInstances,
    );
  });
  return {
    dbClusters: dbClusters.map(({ DBClusterIdentifier, PendingModifiedValues }) => ({
      DBClusterIdentifier,
      PendingModifiedValues,
    })),
    dbInstances: dbInstances.map(({ DBInstanceIdentifier, PendingModifiedValues }) => ({
      DBInstanceIdentifier,
      PendingModifiedValues,
    })),
  };
}

async function each<From, To>(
  all: readonly From[],
  ask: (one: From) => Promise<readonly To[]>,
): Promise<To[]> {
  return (await Promise.all(all.map(ask))).flat();
}
