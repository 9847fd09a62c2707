import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster";
import { RdsClusterInstance } from "@cdktf/provider-aws/lib/rds-cluster-instance";
import { RdsClusterParameterGroup } from "@cdktf/provider-aws/lib/rds-cluster-parameter-group";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import type { Precondition } from "cdktf";
import { Construct } from "constructs";
import { logGroupsOf, namesOf, parametersOf, prefixesOf } from "../names/stage";
import { SUBNETS_OF } from "../names/tiers";
import { type AuditChoice, type Engine, engineFacts, recordedBy } from "./database-engine";
import { guardFailover, guardOrder, type Order } from "./database-guards";
import { Firewall } from "./firewall";
import { inTwoZones } from "./guards";
import { grant, READ_PARAMETERS } from "./iam";
import type { Network } from "./network";
import { stackOf } from "./readable-stack";

export interface DatabaseProps {
  readonly network: Network;
  readonly region: string;
  readonly engine: Engine;
  /** The database inside the cluster. Changing it replaces the cluster. */
  readonly name: string;
  /** By name, for good. Any of them may be the writer, and a failover changes which one is. */
  readonly instances: Readonly<Record<string, DatabaseInstance>>;
  /** Most app instances at a time: they share the connections that the class allows. */
  readonly clients: number;
  /** Days that automatic backups reach back, 1 to 35. */
  readonly backupDays: number;
  readonly windows?: DatabaseWindows | undefined;
  /** Whether there is an audit log, and for how many days logs are kept. */
  readonly logs: { readonly audit: AuditChoice; readonly days: number };
  /** Deletion protection, prevent_destroy, and a final snapshot. */
  readonly protection: boolean;
}

export interface DatabaseInstance {
  /** `db.t4g.medium` and up. Changes in place, with a restart of this one instance. */
  readonly class: string;
  /** Zone letter. Changing it replaces the instance. */
  readonly zone: string;
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
const SPREAD = [
  "database.instances",
  "move one to another zone, or set protection to false",
] as const;
const MASTER = "dbadmin"; // "admin" is reserved in PostgreSQL

/** An Aurora cluster in the isolated tier, whose password AWS keeps and rotates. It is never seen here. */
export class Database extends Construct {
  readonly firewall: Firewall;
  readonly clusterId: string;
  readonly secretArn: string;
  /** Path in the Parameter Store, below which is all the app needs to connect. No password is there. */
  readonly parameterPath: string;
  readonly parameterArns: readonly string[];
  /** What must hold before the plan may go on and publish the database. */
  readonly conditions: readonly Precondition[];
  private readonly stage: string;

  constructor(scope: Construct, id: string, props: DatabaseProps) {
    super(scope, id);
    const { network, engine, instances, name, clients, protection } = props;
    const { port } = engineFacts(engine);
    this.stage = stackOf(this);
    this.parameterPath = parametersOf(this.stage).database;

    this.firewall = new Firewall(this, "firewall", {
      vpcId: network.vpcId,
      name: "database",
      ports: { sql: port },
    });
    const cluster = this.addCluster(props);
    // An id "Default" is left out of addresses. Thus an instance may have the id of a child of ours.
    const members = new Construct(this, "Default");
    const added = Object.keys(instances).map((key) => addInstance(members, key, cluster, props));
    guardFailover(this, added);
    this.conditions = protection
      ? [
          inTwoZones(
            added.map((one) => one.availabilityZone),
            ...SPREAD,
          ),
        ]
      : [];
    this.clusterId = cluster.clusterIdentifier;
    this.secretArn = cluster.masterUserSecret.get(0).secretArn;
    this.parameterArns = this.publish({
      engine: engine.kind,
      clients: String(clients),
      endpoint: cluster.endpoint,
      "reader-endpoint": cluster.readerEndpoint,
      port: String(port),
      name,
      "secret-arn": this.secretArn,
    });
  }

  /** Lets a role read how to connect: this one secret, and the parameters. */
  grantRead(roleName: string): void {
    grant(this, "read-secrets", roleName, "ReadSecrets", [
      { Action: "secretsmanager:GetSecretValue", Resource: this.secretArn },
      { Action: READ_PARAMETERS, Resource: this.parameterArns },
    ]);
  }

  private addCluster(props: DatabaseProps): RdsCluster {
    const { network, engine, name, backupDays, protection, windows = WINDOWS } = props;
    const { port } = engineFacts(engine);
    const { logs } = recordedBy(engine, props.logs.audit);
    const { database: identifier, finalSnapshot } = namesOf(this.stage);
    const subnets = new DbSubnetGroup(this, "db-subnet-group", {
      name: identifier,
      description: "The isolated tier",
      subnetIds: network.subnetIds(SUBNETS_OF.database),
      lifecycle: { replaceTriggeredBy: [...network.onReplacement] },
    });
    return new RdsCluster(this, "rds-cluster", {
      clusterIdentifier: identifier,
      engine: engine.kind,
      engineVersion: engine.version,
      databaseName: name,
      port,
      masterUsername: MASTER,
      manageMasterUserPassword: true,
      iamDatabaseAuthenticationEnabled: false,
      // Never availability zones: RDS widens them to three, and the next plan replaces the cluster.
      dbSubnetGroupName: subnets.name,
      vpcSecurityGroupIds: [this.firewall.id],
      // Always given. Left out, it would change nothing: the cluster would keep a group that is gone.
      dbClusterParameterGroupName: this.addParameters(props),
      storageEncrypted: true,
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
      lifecycle: {
        preventDestroy: protection,
        replaceTriggeredBy: [...network.onReplacement],
        postcondition: guardOrder(this, orderOf(this.stage, props)),
      },
      dependsOn: this.addLogGroups(logs, props.logs.days),
    });
  }

  /** RDS makes missing log groups itself, and those never expire. */
  private addLogGroups(logs: readonly string[], days: number): CloudwatchLogGroup[] {
    return logs.map(
      (log) =>
        new CloudwatchLogGroup(this, log, {
          name: logGroupsOf(this.stage).database(log),
          retentionInDays: days,
        }),
    );
  }

  private addParameters({ engine, logs }: DatabaseProps): string {
    const { family } = engineFacts(engine);
    const { parameters } = recordedBy(engine, logs.audit);
    return new RdsClusterParameterGroup(this, "rds-cluster-parameter-group", {
      namePrefix: prefixesOf(this.stage).parameterGroup,
      family,
      description: "TLS only, slow statements logged",
      parameter: Object.entries(parameters).map(([name, value]) => ({ name, value })),
    }).name;
  }

  private publish(facts: Readonly<Record<string, string>>): string[] {
    return Object.entries(facts).map(([key, value]) => {
      const name = `${this.parameterPath}/${key}`;
      return new SsmParameter(this, key, { name, type: "String", value }).arn;
    });
  }
}

function orderOf(stage: string, { region, engine, instances }: DatabaseProps): Order {
  const named = Object.entries(instances).map(([key, each]) => [
    namesOf(stage).databaseInstance(key),
    each,
  ]);
  return { region, engine, instances: Object.fromEntries(named) };
}

function addInstance(
  scope: Construct,
  key: string,
  cluster: RdsCluster,
  props: DatabaseProps,
): RdsClusterInstance {
  const { engine, region, instances, windows } = props;
  const instance = instances[key] as DatabaseInstance;
  return new RdsClusterInstance(new Construct(scope, key), "rds-cluster-instance", {
    identifier: namesOf(stackOf(scope)).databaseInstance(key),
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
    // One tier for all: of equals, Aurora promotes the largest.
    promotionTier: 1,
    // Not to be had on t classes; a week of it is free on all others.
    performanceInsightsEnabled: !instance.class.startsWith("db.t"),
  });
}
