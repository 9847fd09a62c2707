import { type Change, isGone, isReplaced } from "./change";
import type { Context } from "./context";

export { sizeOf } from "../names/database-class";

export const INSTANCE = "aws_rds_cluster_instance";
export const CLUSTER = "aws_rds_cluster";

/** The instances of the cluster that an instance belongs to, itself among them. */
export function companionsOf(instance: Change, context: Context): readonly Change[] {
  const [cluster] = context.namedBy(instance, "cluster_identifier", CLUSTER);
  if (cluster === undefined) return context.all(INSTANCE);
  return context.naming(cluster, INSTANCE, "cluster_identifier");
}

/** The cluster itself goes on: what happens to its instances is not just a part of a larger loss. */
export function clusterStays(instance: Change, context: Context): boolean {
  const [cluster] = context.namedBy(instance, "cluster_identifier", CLUSTER);
  return cluster === undefined || !(isGone(cluster) || isReplaced(cluster));
}

/** Whether the cluster stays in AWS and leaves the state: what happens to its instances is no removal of it. */
export function clusterIsForgotten(instance: Change, context: Context): boolean {
  return context
    .namedBy(instance, "cluster_identifier", CLUSTER)
    .some(({ verb }) => verb === "forget");
}

/** Whether an instance is the writer; undefined where the plan doesn't say. A failover changes it. */
export function isWriter({ before }: Change): boolean | undefined {
  return before.flag("writer");
}

/** Whether AWS does what needs a restart in the next maintenance window, and not by the apply. */
export function waitsForWindow({ after }: Change): boolean {
  return after.flag("apply_immediately") === false;
}

/** Whether an instance serves all the time that an apply takes. */
export function servesOn({ verb }: Change): boolean {
  return verb === "no-op";
}

/** Whether a cluster is made from a backup, and doesn't begin empty. */
export function isRestored({ after }: Change): boolean {
  const sources = ["cluster_identifier", "cluster_resource_id"].map(
    (key) => `restore_to_point_in_time.source_${key}`,
  );
  return ["snapshot_identifier", ...sources].some((path) => (after.text(path) ?? "") !== "");
}

/** Whether the app finds its database by a cluster's endpoint, as far as the plan shows it. */
export function isUsed(cluster: Change, context: Context): boolean {
  const endpoint = cluster.before.text("endpoint");
  if (endpoint === undefined) return false;
  return context
    .all("aws_ssm_parameter")
    .filter(({ before }) => before.text("name")?.endsWith("/database/endpoint"))
    .some(({ before, after }) => [before, after].some((side) => side.text("value") === endpoint));
}

export function isThere({ before }: Change): boolean {
  return before.exists;
}
