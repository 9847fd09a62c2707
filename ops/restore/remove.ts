import { setTimeout as sleep } from "node:timers/promises";
import {
  DeleteLogGroupCommand,
  type LogGroup,
  paginateDescribeLogGroups,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  type DBCluster,
  type DBInstance,
  DeleteDBClusterCommand,
  DeleteDBInstanceCommand,
  ModifyDBClusterCommand,
  paginateDescribeDBInstances,
} from "@aws-sdk/client-rds";
import { clusterLogs } from "../../names/stage";
import { collect, unless } from "../../service/read/pages";
import type { Progress } from "../../terminal/screen";
import type { Clients } from "../aws";
import type { Patience } from "../database/calm";
import { clusterOf } from "./ask";

export interface Removal {
  readonly id: string;
  /** Name of a last snapshot; undefined where the stage keeps none. */
  readonly snapshot: string | undefined;
  readonly patience: Patience;
  readonly signal: AbortSignal;
}

/**
 * Deletes a cluster that Terraform doesn't know: protection off, instances, cluster, log groups. Each look
 * asks for what is left to be asked for, so that a removal that was stopped goes on.
 */
export async function removeCluster(
  clients: Pick<Clients, "rds" | "logs">,
  { id, snapshot, patience, signal }: Removal,
  progress: Progress,
): Promise<void> {
  const { rds } = clients;
  let said = "";
  for (;;) {
    const cluster = await clusterOf(rds, id);
    if (cluster === undefined) break;
    const instances = await instancesOf(clients, id);
    const status = await next(clients, cluster, instances, snapshot);
    progress(status, status === said ? undefined : status);
    said = status;
    await sleep(patience.everyMs, undefined, { signal });
  }
  progress("deletes its log groups", "deletes its log groups");
  await deleteLogs(clients, id);
}

/** Whether anything of a cluster is left in AWS: a removal that was stopped may have left its logs. */
export async function isLeft(
  { rds, logs }: Pick<Clients, "rds" | "logs">,
  id: string,
): Promise<boolean> {
  return (await clusterOf(rds, id)) !== undefined || (await logsOf({ logs }, id)).length > 0;
}

// --- internal ---

/** Asks for the next thing that isn't asked for yet. @returns what is waited for */
async function next(
  { rds }: Pick<Clients, "rds">,
  cluster: DBCluster,
  instances: readonly DBInstance[],
  snapshot: string | undefined,
): Promise<string> {
  const { DBClusterIdentifier, DeletionProtection, Status } = cluster;
  if (Status === "deleting") return "deletes the cluster";
  if (DeletionProtection) {
    const off = { DBClusterIdentifier, DeletionProtection: false, ApplyImmediately: true };
    await rds.send(new ModifyDBClusterCommand(off));
  }
  if (instances.length > 0) {
    const asked = instances.filter(({ DBInstanceStatus }) => DBInstanceStatus !== "deleting");
    for (const { DBInstanceIdentifier } of asked) {
      await rds.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier }));
    }
    return `deletes ${instances.length} instances`;
  }
  const last =
    snapshot === undefined
      ? { SkipFinalSnapshot: true, DeleteAutomatedBackups: true }
      : { FinalDBSnapshotIdentifier: snapshot, DeleteAutomatedBackups: false };
  await rds.send(new DeleteDBClusterCommand({ DBClusterIdentifier, ...last }));
  return "deletes the cluster";
}

async function instancesOf({ rds }: Pick<Clients, "rds">, id: string): Promise<DBInstance[]> {
  const Filters = [{ Name: "db-cluster-id", Values: [id] }];
  const pages = paginateDescribeDBInstances({ client: rds }, { Filters });
  return collect(pages, (page) => page.DBInstances);
}

async function logsOf({ logs }: Pick<Clients, "logs">, id: string): Promise<LogGroup[]> {
  const logGroupNamePrefix = `${clusterLogs(id)}/`;
  const pages = paginateDescribeLogGroups({ client: logs }, { logGroupNamePrefix });
  return collect(pages, (page) => page.logGroups);
}

/** The next cluster of this name finds its log groups made by Terraform, or the apply fails. */
async function deleteLogs({ logs }: Pick<Clients, "logs">, id: string): Promise<void> {
  for (const { logGroupName } of await logsOf({ logs }, id)) {
    await logs
      .send(new DeleteLogGroupCommand({ logGroupName }))
      .catch(unless("ResourceNotFoundException"));
  }
}
