import { prefixesOf } from "../../names/stage";
import { STAGE } from "../../names/tags";
import { type Change, ends, isGone, isReplaced } from "../change";
import { CLUSTER, isUsed } from "../cluster";
import type { Judgement, ResourceRule } from "../rule";

/** What holds data, and what is lost with it. */
const HOLDS: Readonly<Record<string, string>> = {
  aws_rds_cluster: "all data of the database",
  aws_s3_bucket: "everything in the bucket",
  aws_cloudwatch_log_group: "all logs in the group",
  aws_backup_vault: "all recovery points in the vault",
  aws_kms_key: "everything that is encrypted with the key",
};

const ELSEWHERE: Readonly<Record<string, string>> = {
  aws_secretsmanager_secret: "the secret's value",
  aws_ami: "the image, from which instances start",
  aws_ami_copy: "the image, from which instances start",
  aws_ami_from_instance: "the image, from which instances start",
  aws_ebs_volume: "everything on the volume",
  aws_ebs_snapshot: "the snapshot",
  aws_db_instance: "all data of the database",
  aws_db_snapshot: "the snapshot",
  aws_db_cluster_snapshot: "the snapshot",
  aws_rds_global_cluster: "the link between the clusters of all regions",
  aws_docdb_cluster: "all data of the database",
  aws_neptune_cluster: "all data of the database",
  aws_redshift_cluster: "all data of the database",
  aws_dynamodb_table: "all items of the table",
  aws_efs_file_system: "all files",
  aws_fsx_lustre_file_system: "all files",
  aws_elasticache_replication_group: "all keys in the cache",
  aws_opensearch_domain: "all indices",
  aws_kinesis_stream: "all records that nobody has read",
  aws_sqs_queue: "all messages that nobody has read",
  aws_ecr_repository: "all images in the repository",
  aws_cognito_user_pool: "all accounts of users",
  aws_route53_zone: "all records of the zone, and the name servers of the domain",
};

/** What a resource of a type holds, and takes with it; undefined for what holds no data. */
export function heldBy(type: string): string | undefined {
  return HOLDS[type] ?? ELSEWHERE[type];
}

export const dataLost: ResourceRule = {
  id: "data-lost",
  family: "data",
  levels: ["danger", "attention", "note"],
  finds:
    "what holds data is deleted or replaced, or the cluster that the app uses is forgotten (danger); other data is forgotten (attention)",
  why: "data that is destroyed is gone for good; a backup brings back an older state, if there is one",
  types: Object.keys(HOLDS),
  elsewhere: Object.keys(ELSEWHERE),
  deposed: true,
  judge(change, context) {
    if (!ends(change)) return undefined;
    const what = heldBy(change.type) ?? "its data";
    if (change.verb === "forget" || change.verb === "create-and-forget") {
      return change.type === CLUSTER && isUsed(change, context) ? usedForgotten() : forgotten(what);
    }
    if (holdsReleasesAlone(change)) return onlyReleases();
    const verb = isReplaced(change) ? `is replaced${byOf(change)}${causeOf(change)}` : goes(change);
    return {
      level: "danger",
      title: `${verb} and takes ${what} with it${refusedBy(change)}`,
      remedy: isGone(change) ? KEEP : `${KEEP_IT}; ${keptBy(change)}`,
      downtime: DOWNTIME[change.type],
      shows: change.forcedBy,
    };
  },
};

// --- internal ---

const DOWNTIME: Readonly<Record<string, string>> = {
  aws_rds_cluster:
    "the data is lost, and the database is away until another one is made and filled",
};

const KEEP = "keep it in the code, or make a backup first and say why it may go";
const KEEP_IT = "take back the setting that forces it, or move the data first";

function forgotten(what: string): Judgement {
  return {
    level: "attention",
    title: `is forgotten: it stays in AWS with ${what}, and no plan sees or protects it any more`,
    remedy: "write down who looks after it and who pays for it, or keep it in the code",
  };
}

function usedForgotten(): Judgement {
  return {
    level: "danger",
    title: "is forgotten: the state no longer knows the cluster that the app uses",
    remedy:
      "keep database.cluster and database.restore as they were deployed; lead the app elsewhere in a plan of its own first",
  };
}

function onlyReleases(): Judgement {
  return {
    level: "note",
    title: "is deleted: the bucket holds nothing but releases, which the code makes again",
    remedy: "none",
  };
}

/** By its name: what people put into another bucket of theirs can't be known. */
function holdsReleasesAlone({ type, before }: Change): boolean {
  if (type !== "aws_s3_bucket") return false;
  const stage = before.text(`tags_all.${STAGE}`);
  const bucket = before.text("bucket") ?? "";
  return stage !== undefined && bucket.startsWith(prefixesOf(stage).releaseBucket);
}

function goes({ entry }: Change): string {
  return entry.deposed === undefined
    ? "is deleted"
    : `what an interrupted replacement left behind (${entry.deposed}) is deleted`;
}

function causeOf({ forcedBy, entry }: Change): string {
  if (forcedBy.length === 1 && forcedBy[0] === "replace_triggered_by")
    return " (with what it stands on)";
  if (forcedBy.length > 0) return ` (${forcedBy.join(", ")} can't change in place)`;
  return entry.action_reason === "replace_because_tainted" ? " (it is tainted)" : "";
}

/** Of a cluster whose source changes: what the next one is made from. Elsewhere the cause says it. */
function byOf({ type, forcedBy, after }: Change): string {
  if (type !== "aws_rds_cluster" || !forcedBy.some((each) => SOURCE.test(each))) return "";
  const from = ["source_cluster_identifier", "source_cluster_resource_id"]
    .map((key) => after.text(`restore_to_point_in_time.${key}`))
    .find((each) => each !== undefined && each !== "");
  const source = after.text("snapshot_identifier") ?? from;
  return source === undefined ? " by an empty one" : ` by one made from ${source}`;
}

const SOURCE = /^(restore_to_point_in_time|snapshot_identifier)$/;

/** What stands in the way today; a plan doesn't ask it, and fails half-way through the apply. */
function refusedBy({ before }: Change): string {
  return before.flag("deletion_protection") === true
    ? " (AWS refuses while deletion protection is on: the apply stops half-way)"
    : "";
}

function keptBy({ type, before }: Change): string {
  if (type !== "aws_rds_cluster") return "whatever needs the data must have a copy";
  const snapshot = before.text("final_snapshot_identifier");
  return before.flag("skip_final_snapshot") === true || snapshot === undefined
    ? "no final snapshot is made"
    : `the final snapshot ${snapshot} holds what there is when it goes`;
}
