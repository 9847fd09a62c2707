import type { DBClusterAutomatedBackup as Backup, DBClusterSnapshot } from "@aws-sdk/client-rds";
import { type Fault, sentence } from "../../terminal/refusal";
import { block } from "../../terraform/document";
import type { Values } from "../../terraform/plan";

/** A backup, in the words of the setting `database.restore`. */
export interface Source {
  /** With `to` a cluster: identifier, or resource id of a deleted one. Without, a snapshot. */
  readonly from: string;
  readonly to?: string;
}

/** Whether a cluster, as the state has it, was made from this backup. */
export function isMadeFrom(values: Values, { from, to }: Source): boolean {
  if (to === undefined) return values.snapshot_identifier === from;
  const source = block(values.restore_to_point_in_time);
  const is = [source.source_cluster_identifier, source.source_cluster_resource_id].includes(from);
  const time = source.use_latest_restorable_time === true ? "latest" : source.restore_to_time;
  return is && time === to;
}

/**
 * Whether a cluster can be of a restore that goes on: `latest` and a place are of a moment, and a
 * week later they are another wish.
 */
export function isRecent(created: Date | undefined, now = new Date()): boolean {
  return created === undefined || now.getTime() - created.getTime() < DAY_MS;
}

/** `lab-database at its latest`, for people. */
export function sayOf({ from, to }: Source): string {
  if (to === undefined) return `the snapshot ${from}`;
  return to === "latest" ? `${from} at its latest` : `${from} as it was at ${to}`;
}

/** Why none of the backups that AWS has of a cluster can be restored to the time. */
export function faultsOfBackups(source: Source, found: readonly Backup[], now: Date): Fault[] {
  const { from } = source;
  const isThere = ({ DbClusterResourceId: id, Status: status }: Backup) =>
    isResourceId(from) ? id === from : status === "active";
  const backup = found.find(isThere);
  if (backup !== undefined) return faultsOfTime(source, backup.RestoreWindow ?? {}, now);
  const kept = found.map(({ DbClusterResourceId: id = "" }) => id).join(" or ");
  const remedy =
    kept === ""
      ? "AWS has kept no backup of it; give a snapshot by --from"
      : `it was deleted and AWS has its backups; give --from ${kept}`;
  return [{ where: "--from", says: sentence("must be a cluster that is there", from, remedy) }];
}

/** Whether it is a cluster by its resource id: AWS's have capitals, and identifiers never have. */
export function isResourceId(from: string): boolean {
  return /^cluster-[A-Z0-9]+$/.test(from);
}

/** Why a snapshot can't be restored. */
export function faultsOfSnapshot(
  { from }: Source,
  found: DBClusterSnapshot | undefined,
  region: string,
): Fault[] {
  const where = "--from";
  if (found === undefined) {
    const must = "must be a snapshot of a cluster, where no --to is given";
    const remedy = `this lists them: aws rds describe-db-cluster-snapshots --region ${region}`;
    return [{ where, says: sentence(must, from, remedy) }];
  }
  const { Status: status = "" } = found;
  if (status === "available") return [];
  return [{ where, says: sentence("must be a snapshot that is available", status, "wait for it") }];
}

/** The identifier of a snapshot that is given by it, or by its ARN. */
export function snapshotName(from: string): string {
  return from.replace(/^arn:.*:cluster-snapshot:/, "");
}

/** `2026-11-29T10:00:00Z` */
export function secondOf(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}

// --- internal ---

const DAY_MS = 24 * 3_600_000;

type Window = NonNullable<Backup["RestoreWindow"]>;

function faultsOfTime(
  { from, to = "" }: Source,
  { EarliestTime: earliest, LatestTime: latest }: Window,
  now: Date,
): Fault[] {
  if (earliest === undefined || latest === undefined) {
    const remedy =
      "AWS makes the first one some minutes after the cluster; wait, or give a snapshot";
    return [{ where: from, says: `must have a backup to restore, got none yet; ${remedy}` }];
  }
  const time = to === "latest" ? latest : new Date(to);
  if (time <= latest && time >= earliest) return [];
  const must = `must be a time from ${secondOf(earliest)} to ${secondOf(latest)}, which AWS can restore`;
  const future = time > now ? ", which is in the future" : "";
  return [{ where: "--to", says: `${must}, got ${to}${future}; write such a time, or latest` }];
}
