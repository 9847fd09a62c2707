import { type Change, isGone, turnsOff } from "../change";
import type { Context } from "../context";
import type { Judgement, ResourceRule } from "../rule";

/** Per type, the flags that say that what is stored is encrypted. */
const FLAGS: Readonly<Record<string, readonly string[]>> = {
  aws_rds_cluster: ["storage_encrypted"],
};
const FLAGS_ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  aws_db_instance: ["storage_encrypted"],
  aws_docdb_cluster: ["storage_encrypted"],
  aws_neptune_cluster: ["storage_encrypted"],
  aws_redshift_cluster: ["encrypted"],
  aws_ebs_volume: ["encrypted"],
  aws_efs_file_system: ["encrypted"],
  aws_instance: ["root_block_device.encrypted"],
  aws_elasticache_replication_group: ["at_rest_encryption_enabled"],
};

const SSE = "aws_s3_bucket_server_side_encryption_configuration";

export const encryptionOff: ResourceRule = {
  id: "encryption-off",
  family: "data",
  levels: ["attention"],
  finds: "what is stored is no longer encrypted, or not from the start",
  why: "a copied disk or snapshot can be read by whoever has it; most kinds can't be encrypted later",
  types: [...Object.keys(FLAGS), "aws_launch_template", SSE],
  elsewhere: [...Object.keys(FLAGS_ELSEWHERE), "aws_ssm_parameter"],
  judge(change, context) {
    if (change.type === SSE) return ofBucket(change, context);
    if (change.type === "aws_launch_template") return ofVolumes(change);
    if (change.type === "aws_ssm_parameter") return ofParameter(change);
    const flags = FLAGS[change.type] ?? FLAGS_ELSEWHERE[change.type] ?? [];
    const path = flags.find((each) => isPlain(change, each) || turnsOff(change, each));
    if (path !== undefined) return plain("is not encrypted", [path]);
    return otherKey(change);
  },
};

// --- internal ---

function plain(title: string, shows: readonly string[]): Judgement {
  return { level: "attention", title, remedy: "keep encryption on; it costs nothing", shows };
}

/** Made without encryption. AWS's default is off where nothing is said. */
function isPlain({ before, after }: Change, path: string): boolean {
  return !before.exists && after.exists && !after.isUnknown(path) && after.flag(path) !== true;
}

/** A key of one's own that is given up. Another key instead forces a replacement, which says more. */
function otherKey({ before, after }: Change): Judgement | undefined {
  const gone = before.text("kms_key_id") && after.exists && !after.isUnknown("kms_key_id");
  if (!gone || after.text("kms_key_id")) return undefined;
  return plain("is no longer encrypted with its own key", ["kms_key_id"]);
}

function ofBucket(change: Change, context: Context): Judgement | undefined {
  const { before, after } = change;
  const path = "rule.apply_server_side_encryption_by_default.sse_algorithm";
  const buckets = context.namedBy(change, "bucket", "aws_s3_bucket");
  if (isGone(change) && buckets.some(({ verb }) => verb === "delete")) return undefined;
  const hadKey = before.text(path)?.startsWith("aws:kms") ?? false;
  if (!isGone(change) && (!hadKey || after.text(path)?.startsWith("aws:kms"))) return undefined;
  return plain(
    hadKey ? "objects are no longer encrypted with its own key" : "says nothing about encryption",
    ["rule"],
  );
}

function ofVolumes({ before, after }: Change): Judgement | undefined {
  const volumes = after.blocks("block_device_mappings");
  const open = volumes.some((each) => String([each.ebs].flat().map(encrypted)) === "false");
  const wasOpen = before
    .blocks("block_device_mappings")
    .some((each) => String([each.ebs].flat().map(encrypted)) === "false");
  if (!open || wasOpen) return undefined;
  return plain("starts instances with volumes that are not encrypted", ["block_device_mappings"]);
}

function encrypted(ebs: unknown): string {
  return String((ebs as { encrypted?: unknown } | undefined)?.encrypted ?? "false");
}

function ofParameter({ before, after }: Change): Judgement | undefined {
  if (before.text("type") !== "SecureString" || after.text("type") !== "String") return undefined;
  return plain("the parameter is stored in plain text", ["type"]);
}
