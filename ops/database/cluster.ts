import {
  type DBCluster,
  type DBInstance,
  DescribeDBClustersCommand,
  FailoverDBClusterCommand,
  paginateDescribeDBInstances,
  paginateDescribeEvents,
  paginateDescribeOrderableDBInstanceOptions,
} from "@aws-sdk/client-rds";
import { collect, sorted } from "../../service/read/pages";
import type { Clients } from "../aws";
import { lagsOf } from "../lag";
import { pendingIn } from "../pending";

/** One instance of a cluster, as AWS describes it now. */
export interface Instance {
  /** `lab-database-a` */
  readonly id: string;
  readonly class: string;
  readonly writer: boolean;
  /** AWS's word, such as `available` or `modifying`. */
  readonly status: string;
  /** Names of values that AWS has taken and not made true yet. */
  readonly pending: readonly string[];
  /** Milliseconds behind the writer; undefined for the writer, and where CloudWatch has no number yet. */
  readonly lag: number | undefined;
}

/** What RDS reports of a cluster and its instances. */
export interface Event {
  readonly at: Date;
  readonly source: string;
  readonly message: string;
}

/** A database cluster in AWS: what it is, and the one thing that we ask of it, a failover. */
export class Cluster {
  constructor(
    readonly id: string,
    private readonly clients: Pick<Clients, "rds" | "cloudWatch">,
  ) {}

  /** In the order of their ids. */
  async instances(): Promise<Instance[]> {
    const { rds, cloudWatch } = this.clients;
    const cluster = await this.described();
    const Filters = [{ Name: "db-cluster-id", Values: [this.id] }];
    const pages = paginateDescribeDBInstances({ client: rds }, { Filters });
    const found = await collect(pages, (page) => page.DBInstances);
    const all = sorted(found, ({ DBInstanceIdentifier: id = "" }) => id);
    const readers = all.filter((each) => !isWriter(cluster, each));
    const ids = readers.map(({ DBInstanceIdentifier: id = "" }) => id);
    const lags = await lagsOf(cloudWatch, ids);
    return all.map((each) => instanceOf(each, isWriter(cluster, each), lags));
  }

  /** Zones, by their full names, that offer a class with the engine version that runs. */
  async zonesOffering(instanceClass: string): Promise<string[]> {
    const { Engine, EngineVersion } = await this.described();
    const asked = { Engine, EngineVersion, DBInstanceClass: instanceClass };
    const pages = paginateDescribeOrderableDBInstanceOptions({ client: this.clients.rds }, asked);
    const options = await collect(pages, (page) => page.OrderableDBInstanceOptions);
    const zones = options.flatMap(({ AvailabilityZones = [] }) => AvailabilityZones);
    return [...new Set(zones.map(({ Name = "" }) => Name))].sort();
  }

  /** Begins a failover. It is over when another instance is the writer. */
  async failOver(to: string): Promise<void> {
    const asked = { DBClusterIdentifier: this.id, TargetDBInstanceIdentifier: to };
    await this.clients.rds.send(new FailoverDBClusterCommand(asked));
  }

  /** RDS sends them when it can: one may be missing, and order is not promised. */
  async eventsSince(start: Date): Promise<Event[]> {
    const pages = paginateDescribeEvents({ client: this.clients.rds }, { StartTime: start });
    const all = await collect(pages, (page) => page.Events);
    const ours = all.filter(({ SourceIdentifier: id = "" }) => isOf(this.id, id));
    const events = ours.map(({ Date: at = start, SourceIdentifier: source = "", Message = "" }) => {
      return { at, source, message: Message };
    });
    return sorted(events, ({ at }) => at.getTime());
  }

  private async described(): Promise<DBCluster> {
    const asked = new DescribeDBClustersCommand({ DBClusterIdentifier: this.id });
    const { DBClusters: [cluster = {}] = [] } = await this.clients.rds.send(asked);
    return cluster;
  }
}

/** Of a cluster or an instance in it; instances are named with a letter first, and other clusters aren't. */
export function isOf(cluster: string, source: string): boolean {
  return (
    source === cluster ||
    (source.startsWith(cluster) && /^-[a-z]/.test(source.slice(cluster.length)))
  );
}

// --- internal ---

function isWriter({ DBClusterMembers = [] }: DBCluster, instance: DBInstance): boolean {
  const { DBInstanceIdentifier: id } = instance;
  return DBClusterMembers.some((each) => each.DBInstanceIdentifier === id && each.IsClusterWriter);
}

function instanceOf(
  described: DBInstance,
  writer: boolean,
  lags: Readonly<Record<string, number>>,
): Instance {
  const {
    DBInstanceIdentifier: id = "",
    DBInstanceClass = "",
    DBInstanceStatus: status = "",
  } = described;
  return {
    id,
    class: DBInstanceClass,
    writer,
    status,
    pending: pendingIn([], [described], []).map(({ what }) => what),
    lag: writer ? undefined : lags[id],
  };
}
