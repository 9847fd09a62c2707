import { type Change, falls, isGone, isReplaced, stays, turnsOff, turnsOn } from "../change";
import type { Context } from "../context";
import type { ResourceRule } from "../rule";

/** Flags that protect while they are on, and flags that protect while they are off. */
const ON = [
  "deletion_protection",
  "enable_deletion_protection",
  "deletion_protection_enabled",
  "disable_api_termination",
  "protect_from_scale_in",
];
const OFF = ["force_destroy", "force_delete", "bypass_policy_lockout_safety_check"];
/** Days in which a deletion can be taken back. */
const DAYS = ["recovery_window_in_days", "deletion_window_in_days"];

export const protectionOff: ResourceRule = {
  id: "protection-off",
  family: "data",
  levels: ["attention"],
  finds: "deletion protection, versions of a bucket, or the refusal to empty a bucket ends",
  why: "protection is what stops a mistaken destroy before anything is lost",
  types: [
    "aws_rds_cluster",
    "aws_lb",
    "aws_s3_bucket",
    "aws_s3_bucket_versioning",
    "aws_autoscaling_group",
    "aws_kms_key",
  ],
  elsewhere: [
    "aws_db_instance",
    "aws_docdb_cluster",
    "aws_neptune_cluster",
    "aws_dynamodb_table",
    "aws_instance",
    "aws_secretsmanager_secret",
    "aws_ecr_repository",
    "aws_cognito_user_pool",
  ],
  judge(change, context) {
    if (change.type === "aws_s3_bucket_versioning") return versions(change, context);
    if (!stays(change)) return undefined;
    const off = ON.filter((path) => turnsOff(change, path));
    const open = OFF.filter((path) => turnsOn(change, path));
    const shorter = DAYS.filter((path) => falls(change, path));
    const shows = [...off, ...open, ...shorter];
    if (shows.length === 0) return undefined;
    return {
      level: "attention",
      title: `is less protected: ${shows.join(", ")} ${shows.length === 1 ? "changes" : "change"}`,
      remedy: "leave it on, unless the next step is to destroy this stage",
      shows,
    };
  },
};

// --- internal ---

function versions(change: Change, context: Context) {
  const { before, after } = change;
  const path = "versioning_configuration.status";
  if (before.text(path) !== "Enabled") return undefined;
  const ends = isGone(change) ? bucketStays(change, context) : after.text(path) === "Suspended";
  if (!ends || isReplaced(change)) return undefined;
  return {
    level: "attention" as const,
    title: "the bucket keeps no versions any more: what is overwritten or deleted is gone",
    remedy: "keep versioning on; a lifecycle rule can limit what old versions cost",
    shows: [path],
  };
}

function bucketStays(change: Change, context: Context): boolean {
  const buckets = context.namedBy(change, "bucket", "aws_s3_bucket");
  return buckets.length === 0 || buckets.some((each) => !isGone(each) && !isReplaced(each));
}
