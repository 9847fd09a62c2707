import {
  type DBCluster,
  type DBClusterAutomatedBackup,
  type DBClusterSnapshot,
  DescribeDBClusterSnapshotsCommand,
  DescribeDBClustersCommand,
  paginateDescribeDBClusterAutomatedBackups,
  type RDSClient,
} from "@aws-sdk/client-rds";
import { GetParameterCommand, type SSMClient } from "@aws-sdk/client-ssm";
import { parametersOf } from "../../names/stage";
import { collect, unless } from "../../service/read/pages";
import { Refusal } from "../../terminal/refusal";
import { faultsOfBackups, faultsOfSnapshot, isResourceId, type Source } from "./source";

/* What a restore asks of AWS. Import this file when it is needed: AWS's SDK comes with it. */

/** The cluster of an identifier; undefined if there is none. */
export async function clusterOf(rds: RDSClient, id: string): Promise<DBCluster | undefined> {
  const asked = new DescribeDBClustersCommand({ DBClusterIdentifier: id });
  const [found] = await rds
    .send(asked)
    .then(({ DBClusters = [] }) => DBClusters, unless("DBClusterNotFoundFault"));
  return found;
}

/** Identifier of the cluster that the app's parameters name; undefined without parameters. */
export async function liveOf(ssm: SSMClient, stage: string): Promise<string | undefined> {
  const asked = new GetParameterCommand({ Name: `${parametersOf(stage).database}/endpoint` });
  const [endpoint] = await ssm
    .send(asked)
    .then(({ Parameter }) => [Parameter?.Value], unless("ParameterNotFound"));
  return endpoint?.split(".")[0]; // which an endpoint begins with
}

/** @throws Refusal if AWS can't restore it: no such cluster or snapshot, or no such time */
export async function refuseUnrestorable(
  rds: RDSClient,
  source: Source,
  { region, now }: { readonly region: string; readonly now: Date },
): Promise<void> {
  const faults =
    source.to === undefined
      ? faultsOfSnapshot(source, await snapshotOf(rds, source.from), region)
      : faultsOfBackups(source, await backupsOf(rds, source.from), now);
  if (faults.length > 0) throw new Refusal(faults, 2); // the same command can't go on
}

// --- internal ---

async function snapshotOf(rds: RDSClient, id: string): Promise<DBClusterSnapshot | undefined> {
  const asked = new DescribeDBClusterSnapshotsCommand({ DBClusterSnapshotIdentifier: id });
  const [found] = await rds
    .send(asked)
    .then(
      ({ DBClusterSnapshots = [] }) => DBClusterSnapshots,
      unless("DBClusterSnapshotNotFoundFault"),
    );
  return found;
}

/** Those of a living cluster and of deleted ones that had its identifier; or of one by its resource id. */
async function backupsOf(rds: RDSClient, from: string): Promise<DBClusterAutomatedBackup[]> {
  const asked = isResourceId(from) ? { DbClusterResourceId: from } : { DBClusterIdentifier: from };
  const pages = paginateDescribeDBClusterAutomatedBackups({ client: rds }, asked);
  return collect(pages, (page) => page.DBClusterAutomatedBackups).catch(
    unless("DBClusterAutomatedBackupNotFoundFault"),
  );
}
