import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import { RdsClusterParameterGroup } from "@cdktf/provider-aws/lib/rds-cluster-parameter-group";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { type Precondition, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import {
  type ClusterPlace,
  clusterNames,
  namesOf,
  PLACES,
  parametersOf,
  prefixesOf,
} from "../names/stage";
import { SUBNETS_OF } from "../names/tiers";
import { BackupVault, type VaultChoice } from "./backup-vault";
import { hoursOf } from "./database-backtrack";
import {
  addressesOf,
  CLUSTER_ID,
  DatabaseCluster,
  type DatabaseWindows,
  type Restore,
} from "./database-cluster";
import { type AuditChoice, type Engine, engineFacts, recordedBy } from "./database-engine";
import { guardFailover, guardOrder, type Order } from "./database-guards";
import { type InsightsChoice, insightsSaid } from "./database-insights";
import { addKeys, type EncryptionChoice, KEY_ID, keysOf } from "./database-key";
import { settled } from "./database-settled";
import { Firewall } from "./firewall";
import { inTwoZones } from "./guards";
import { grant, READ_PARAMETERS } from "./iam";
import type { Network } from "./network";
import { idsOf, nameAt, stackOf } from "./readable-stack";

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
  /** Daily backups that outlive what happens to the cluster and its own backups. Default none. */
  readonly backupVault?: VaultChoice | undefined;
  readonly windows?: DatabaseWindows | undefined;
  /** Whether there is an audit log, and for how many days logs are kept. */
  readonly logs: { readonly audit: AuditChoice; readonly days: number };
  /** Left out, the cluster keeps what it has; a new one has AWS's default, a week for nothing. */
  readonly insights?: InsightsChoice | undefined;
  /** Settled when a cluster is made. "own-key": a key of this stage. */
  readonly encryption: EncryptionChoice;
  /** Settled when a cluster is made. Hours by which Aurora MySQL can be turned back in place; 0 is none. */
  readonly backtrackHours: number;
  /** Deletion protection, prevent_destroy, and a final snapshot. */
  readonly protection: boolean;
  /** The place of the cluster that the app uses. Default 1. */
  readonly cluster?: ClusterPlace | undefined;
  /** A second cluster, in the other place or in `into`. What isn't there yet is made from its source. */
  readonly restore?: (Restore & { readonly into?: ClusterPlace | undefined }) | undefined;
}

export interface DatabaseInstance {
  /** `db.t4g.medium` and up. Changes in place, with a restart of this one instance. */
  readonly class: string;
  /** Zone letter. Changing it replaces the instance. */
  readonly zone: string;
}

const SPREAD = [
  "database.instances",
  "move one to another zone, or set protection to false",
] as const;

/**
 * An Aurora cluster in the isolated tier, whose password AWS keeps and rotates. It is never seen here.
 * While a backup is restored there are two (docs/decisions/0021), and the app uses one of them.
 */
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
  private readonly secretArns: readonly string[];

  constructor(scope: Construct, id: string, props: DatabaseProps) {
    super(scope, id);
    const { network, engine, name, clients, protection, cluster: used = 1 } = props;
    const { port } = engineFacts(engine);
    this.stage = stackOf(this);
    this.parameterPath = parametersOf(this.stage).database;

    this.firewall = new Firewall(this, "firewall", {
      vpcId: network.vpcId,
      name: "database",
      ports: { sql: port },
    });
    const clusters = this.addClusters(props);
    const { cluster, secretArn, instances } = clusters.get(used) as DatabaseCluster;
    this.addVault(props, [...clusters.values()]);
    guardFailover(this, instances);
    const zones = instances.map((one) => one.availabilityZone);
    const all = [...clusters.values()].map((each) => each.cluster);
    this.conditions = [
      ...(protection ? [inTwoZones(zones, ...SPREAD)] : []),
      settled(all, keysOf(props.encryption)),
      settled(all, hoursOf(all, props.backtrackHours)),
      ...insightsSaid(props.insights, all),
    ];
    this.clusterId = cluster.clusterIdentifier;
    this.secretArn = secretArn;
    this.secretArns = [...clusters.values()].map((each) => each.secretArn);
    this.parameterArns = this.publish({
      engine: engine.kind,
      clients: String(clients),
      endpoint: cluster.endpoint,
      "reader-endpoint": cluster.readerEndpoint,
      port: String(port),
      name,
      "secret-arn": secretArn,
    });
  }

  /** Lets a role read how to connect: the parameters, and the secret of each cluster they may name. */
  grantRead(roleName: string): void {
    const [only, ...others] = this.secretArns;
    grant(this, "read-secrets", roleName, "ReadSecrets", [
      {
        Action: "secretsmanager:GetSecretValue",
        Resource: others.length > 0 ? this.secretArns : (only as string),
      },
      { Action: READ_PARAMETERS, Resource: this.parameterArns },
    ]);
  }

  /** The clusters that the settings describe, by place. What they don't describe is never destroyed. */
  private addClusters(props: DatabaseProps): ReadonlyMap<ClusterPlace, DatabaseCluster> {
    const { network } = props;
    const subnets = new DbSubnetGroup(this, "db-subnet-group", {
      name: namesOf(this.stage).database,
      description: "The isolated tier",
      subnetIds: network.subnetIds(SUBNETS_OF.database),
      lifecycle: { replaceTriggeredBy: [...network.onReplacement] },
    });
    const described = placesOf(props);
    const shared = {
      subnetGroup: subnets.name,
      parameterGroup: this.addParameters(props),
      securityGroup: this.firewall.id,
      conditions: guardOrder(this, orderOf(this.stage, described, props)),
      keys: addKeys(this, { ...props, account: network.accountId }),
    };
    this.forget(described, props);
    return new Map(
      described.map((place) => {
        return [
          place,
          new DatabaseCluster(this, CLUSTER_ID[place], { ...props, ...shared, place }),
        ];
      }),
    );
  }

  private addVault(props: DatabaseProps, clusters: readonly DatabaseCluster[]): void {
    const { backupVault, region, protection } = props;
    if (backupVault === undefined) return;
    const clusterArns = clusters.map((each) => each.cluster.arn);
    new BackupVault(this, "vault", { ...backupVault, region, clusterArns, protection });
  }

  /**
   * What leaves the settings stays in AWS: Terraform forgets a cluster or a key with all of these
   * addresses, and deletes nothing. Where the state has none of them, it is nothing.
   */
  private forget(described: readonly ClusterPlace[], props: DatabaseProps): void {
    const places = PLACES.filter((each) => !described.includes(each));
    const clusters = places.flatMap((place) => addressesOf(this, place, props));
    const key = `aws_kms_key.${nameAt([...idsOf(this.node), KEY_ID], "aws_kms_key")}`;
    const addresses = [...clusters, ...(props.encryption === "aws" ? [key] : [])];
    if (addresses.length === 0) return;
    const removed = addresses.map((from) => ({ from, lifecycle: { destroy: false } }));
    TerraformStack.of(this).addOverride("removed", removed);
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

function placesOf({ cluster = 1, restore }: DatabaseProps): readonly ClusterPlace[] {
  const other = cluster === 1 ? 2 : 1;
  const second = restore && (restore.into ?? other);
  return PLACES.filter((place) => place === cluster || place === second);
}

function orderOf(
  stage: string,
  places: readonly ClusterPlace[],
  { region, engine, instances, cluster: used = 1, restore }: DatabaseProps,
): Order {
  const named = places.flatMap((place) =>
    Object.entries(instances).map(([key, each]) => [
      clusterNames(stage, place).instance(key),
      each,
    ]),
  );
  const id = (place: ClusterPlace) => clusterNames(stage, place).cluster;
  const empty = restore === undefined ? { used, clusters: { 1: id(1), 2: id(2) } } : undefined;
  return { region, engine, instances: Object.fromEntries(named), places: empty };
}
