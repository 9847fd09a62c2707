import { setTimeout as sleep } from "node:timers/promises";
import {
  CreateDBInstanceCommand,
  type DBCluster,
  type DBInstance,
  DeleteDBClusterCommand,
  DeleteDBInstanceCommand,
  DescribeDBInstancesCommand,
  type RDSClient,
  RestoreDBClusterToPointInTimeCommand,
} from "@aws-sdk/client-rds";
import { unless } from "../../../service/read/pages";
import type { Progress } from "../../../terminal/screen";
import { clusterOf } from "../ask";

/** How a copy is waited for. */
export interface Waiting {
  readonly everyMs: number;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** A copy of a cluster, with one instance, that is made and removed by a drill alone. */
export class Copy {
  readonly id: string;
  readonly instanceId: string;

  constructor(
    readonly sourceId: string,
    private readonly rds: RDSClient,
  ) {
    this.id = `${sourceId}-drill`;
    this.instanceId = `${this.id}-a`;
  }

  source(): Promise<DBCluster | undefined> {
    return clusterOf(this.rds, this.sourceId);
  }

  cluster(): Promise<DBCluster | undefined> {
    return clusterOf(this.rds, this.id);
  }

  instance(): Promise<DBInstance | undefined> {
    return this.instanceNamed(this.instanceId);
  }

  /** Restores the latest time that there is, into the network and behind the firewall of the source. */
  async restore(source: DBCluster): Promise<void> {
    const { DBSubnetGroup, DBClusterParameterGroup, VpcSecurityGroups = [] } = source;
    await this.rds.send(
      new RestoreDBClusterToPointInTimeCommand({
        DBClusterIdentifier: this.id,
        SourceDBClusterIdentifier: this.sourceId,
        UseLatestRestorableTime: true,
        DBSubnetGroupName: DBSubnetGroup,
        DBClusterParameterGroupName: DBClusterParameterGroup,
        VpcSecurityGroupIds: VpcSecurityGroups.map((each) => each.VpcSecurityGroupId ?? ""),
        Tags: [PURPOSE],
      }),
    );
  }

  /** Adds an instance of the class of the source's writer: another one might take another time. */
  async start({ Engine, DBClusterMembers = [] }: DBCluster): Promise<void> {
    const writer = DBClusterMembers.find((each) => each.IsClusterWriter);
    const like = await this.instanceNamed(writer?.DBInstanceIdentifier ?? "");
    await this.rds.send(
      new CreateDBInstanceCommand({
        DBInstanceIdentifier: this.instanceId,
        DBClusterIdentifier: this.id,
        DBInstanceClass: like?.DBInstanceClass,
        Engine,
        PubliclyAccessible: false,
        Tags: [PURPOSE],
      }),
    );
  }

  /**
   * Removes what is there of the copy, and waits until it is gone. AWS deletes nothing that it is still
   * creating, so that is asked for again and again.
   */
  async remove({ everyMs, signal, progress }: Waiting): Promise<void> {
    for (;;) {
      const [instance, cluster] = [await this.instance(), await this.cluster()];
      if (instance === undefined && cluster === undefined) return;
      const waits = instance === undefined ? `${this.id} is` : `${this.instanceId} is`;
      progress(`${waits} ${(instance?.DBInstanceStatus ?? cluster?.Status) || "there"}`);
      if (instance && instance.DBInstanceStatus !== DELETING) await this.ask(this.endOfInstance());
      else if (cluster && cluster.Status !== DELETING) await this.ask(this.endOfCluster());
      await sleep(everyMs, undefined, { signal });
    }
  }

  private async ask(end: Promise<unknown>): Promise<void> {
    await end.catch((error: Error) => {
      if (!NOT_YET.test(error.name)) throw error;
    });
  }

  private endOfInstance(): Promise<unknown> {
    const asked = { DBInstanceIdentifier: this.instanceId, SkipFinalSnapshot: true };
    return this.rds.send(new DeleteDBInstanceCommand(asked));
  }

  private endOfCluster(): Promise<unknown> {
    const asked = { DBClusterIdentifier: this.id, SkipFinalSnapshot: true };
    return this.rds.send(new DeleteDBClusterCommand(asked));
  }

  private async instanceNamed(DBInstanceIdentifier: string): Promise<DBInstance | undefined> {
    const asked = new DescribeDBInstancesCommand({ DBInstanceIdentifier });
    const [found] = await this.rds
      .send(asked)
      .then(({ DBInstances = [] }) => DBInstances, unless("DBInstanceNotFoundFault"));
    return found;
  }
}

// --- internal ---

const PURPOSE = { Key: "Purpose", Value: "restore drill" };
const DELETING = "deleting";
/** It is being created or changed; or it has gone meanwhile. */
const NOT_YET = /^(InvalidDB(Instance|Cluster)State|DB(Instance|Cluster)NotFound)/;
