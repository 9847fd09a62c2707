import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { RdsCluster, type RdsClusterConfig } from "@cdktf/provider-aws/lib/rds-cluster";
import { RdsClusterInstance } from "@cdktf/provider-aws/lib/rds-cluster-instance";
import type { Postcondition } from "cdktf";
import { Construct } from "constructs";
import { type ClusterPlace, clusterNames } from "../names/stage";
import type { DatabaseInstance, DatabaseProps } from "./database";
import { backtrackOf } from "./database-backtrack";
import { engineFacts, recordedBy } from "./database-engine";
import { insightsOf } from "./database-insights";
import type { Keys } from "./database-key";
import { idsOf, nameAt, stackOf } from "./readable-stack";

/** A backup that a cluster is made from, as it was at a moment. */
export interface Restore {
  /** With `to` a cluster: an identifier, or the resource id of a deleted one. Without, a snapshot. */
  readonly from: string;
  /** "latest", or a time in UTC, as ISO 8601. */
  readonly to?: "latest" | string | undefined;
}

export interface DatabaseClusterProps extends DatabaseProps {
  readonly place: ClusterPlace;
  /** Where it stands, what it is set to, and what lets callers in: given, or a restored one gets AWS's. */
  readonly subnetGroup: string;
  readonly parameterGroup: string;
  readonly securityGroup: string;
  readonly conditions: Postcondition[];
  readonly keys: Keys;
}

export interface DatabaseWindows {
  /** `03:00-04:00`, in UTC. */
  readonly backup: string;
  /** `sun:04:30-sun:05:30`, in UTC: of the cluster and of each instance. */
  readonly maintenance: string;
  /** Whether the apply makes changes, or the next maintenance window, until which plans repeat them. */
  readonly apply: "now" | "window";
}

const WINDOWS: DatabaseWindows = {
  backup: "03:00-04:00",
  maintenance: "sun:04:30-sun:05:30",
  apply: "now",
};
/** Written out, since AWS's default has changed before. Its root certificate ends in 2061. */
const AUTHORITY = "rds-ca-rsa2048-g1";
const MASTER = "dbadmin"; // "admin" is reserved in PostgreSQL

/** Of the clusters in a database. An id "Default" is left out: the first is `aws_rds_cluster.database`. */
export const CLUSTER_ID = { 1: "Default", 2: "cluster-2" } as const;

/** One cluster with its instances and log groups, in one of the two places that a stage has for them. */
export class DatabaseCluster extends Construct {
  readonly cluster: RdsCluster;
  readonly secretArn: string;
  readonly instances: readonly RdsClusterInstance[];

  constructor(scope: Construct, id: string, props: DatabaseClusterProps) {
    super(scope, id);
    this.cluster = this.addCluster(props);
    this.secretArn = this.cluster.masterUserSecret.get(0).secretArn;
    // An id "Default" is left out of addresses. Thus an instance may have the id of a child of ours.
    const members = new Construct(this, "Default");
    const keys = Object.keys(props.instances);
    this.instances = keys.map((key) => addInstance(members, key, this.cluster, props));
  }

  private addCluster(props: DatabaseClusterProps): RdsCluster {
    const { place, network, engine, name, backupDays, protection, windows = WINDOWS } = props;
    const { port } = engineFacts(engine);
    const { logs } = recordedBy(engine, props.logs.audit);
    const { cluster, finalSnapshot } = clusterNames(stackOf(this), place);
    return new RdsCluster(this, "rds-cluster", {
      clusterIdentifier: cluster,
      engine: engine.kind,
      engineVersion: engine.version,
      databaseName: name,
      port,
      masterUsername: MASTER,
      manageMasterUserPassword: true,
      iamDatabaseAuthenticationEnabled: false,
      // Never availability zones: RDS widens them to three, and the next plan replaces the cluster.
      dbSubnetGroupName: props.subnetGroup,
      vpcSecurityGroupIds: [props.securityGroup],
      // Always given. Left out, it would change nothing: the cluster would keep a group that is gone.
      dbClusterParameterGroupName: props.parameterGroup,
      storageEncrypted: true,
      ...props.keys,
      ...backtrackOf(props.backtrackHours),
      copyTagsToSnapshot: true,
      backupRetentionPeriod: backupDays,
      preferredBackupWindow: windows.backup,
      preferredMaintenanceWindow: windows.maintenance,
      applyImmediately: windows.apply === "now",
      enabledCloudwatchLogsExports: [...logs],
      deletionProtection: protection,
      skipFinalSnapshot: !protection,
      finalSnapshotIdentifier: protection ? finalSnapshot : undefined,
      deleteAutomatedBackups: !protection,
      ...insightsOf(
        props.insights,
        Object.values(props.instances).map((each) => each.class),
      ),
      ...sourceOf(props.restore),
      lifecycle: {
        preventDestroy: protection,
        ignoreChanges: SETTLED,
        replaceTriggeredBy: [...network.onReplacement],
        postcondition: props.conditions,
      },
      dependsOn: this.addLogGroups(props),
    });
  }

  /** RDS makes missing log groups itself, and those never expire. */
  private addLogGroups({ place, engine, logs }: DatabaseClusterProps): CloudwatchLogGroup[] {
    return recordedBy(engine, logs.audit).logs.map(
      (log) =>
        new CloudwatchLogGroup(this, log, {
          name: clusterNames(stackOf(this), place).logs(log),
          retentionInDays: logs.days,
        }),
    );
  }
}

/** The addresses of a cluster, and of what belongs to this cluster alone. */
export function addressesOf(
  scope: Construct,
  place: ClusterPlace,
  { engine, instances, logs }: DatabaseProps,
): string[] {
  const at = (type: string, ...ids: readonly string[]) =>
    `${type}.${nameAt([...idsOf(scope.node), CLUSTER_ID[place], ...ids], type)}`;
  return [
    at("aws_rds_cluster"),
    ...Object.keys(instances).map((key) => at("aws_rds_cluster_instance", key)),
    ...recordedBy(engine, logs.audit).logs.map((log) => at("aws_cloudwatch_log_group", log)),
  ];
}

// --- internal ---

/**
 * Settled when a cluster is made. Added, edited or taken out, the source would replace a cluster by an
 * empty one, and so would another key, and a snapshot's master user who has another name than ours.
 * database-settled.ts stops a plan where a setting says otherwise.
 */
const SETTLED = [
  "restore_to_point_in_time",
  "snapshot_identifier",
  "master_username",
  "kms_key_id",
  "master_user_secret_kms_key_id",
  "backtrack_window",
];

type Source = Pick<RdsClusterConfig, "snapshotIdentifier" | "restoreToPointInTime">;

function sourceOf(restore: Restore | undefined): Source {
  if (restore === undefined) return {};
  const { from, to } = restore;
  if (to === undefined) return { snapshotIdentifier: from };
  // AWS's resource ids have capitals, and identifiers never have.
  const cluster = /^cluster-[A-Z0-9]+$/.test(from)
    ? { sourceClusterResourceId: from }
    : { sourceClusterIdentifier: from };
  const time = to === "latest" ? { useLatestRestorableTime: true } : { restoreToTime: to };
  return { restoreToPointInTime: { ...cluster, ...time } };
}

function addInstance(
  scope: Construct,
  key: string,
  cluster: RdsCluster,
  { place, engine, region, instances, windows }: DatabaseClusterProps,
): RdsClusterInstance {
  const instance = instances[key] as DatabaseInstance;
  return new RdsClusterInstance(new Construct(scope, key), "rds-cluster-instance", {
    identifier: clusterNames(stackOf(scope), place).instance(key),
    clusterIdentifier: cluster.id,
    // The version is the cluster's alone, or instances fight it.
    engine: engine.kind,
    instanceClass: instance.class,
    availabilityZone: `${region}${instance.zone}`,
    // Said, or an apply would take it into the state when somebody has opened it by hand.
    publiclyAccessible: false,
    // Without a setting AWS has given each instance a window of its own, and it stays.
    preferredMaintenanceWindow: windows?.maintenance,
    applyImmediately: (windows ?? WINDOWS).apply === "now",
    autoMinorVersionUpgrade: false,
    caCertIdentifier: AUTHORITY,
    // One tier for all: of equals, Aurora promotes the largest.
    promotionTier: 1,
    // Not to be had on t classes; a week of it is free on all others.
    performanceInsightsEnabled: !instance.class.startsWith("db.t"),
  });
}
