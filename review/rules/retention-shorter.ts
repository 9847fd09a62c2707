import { block } from "../../terraform/document";
import { type Change, stays } from "../change";
import type { Context } from "../context";
import type { ResourceRule } from "../rule";
import type { Side } from "../side";

const LIFECYCLE = "aws_s3_bucket_lifecycle_configuration";

export const retentionShorter: ResourceRule = {
  id: "retention-shorter",
  family: "data",
  levels: ["attention"],
  finds: "logs or old versions are deleted earlier",
  why: "what is older than the new limit is deleted within days, and no backup has it",
  types: ["aws_cloudwatch_log_group", LIFECYCLE],
  judge(change, context) {
    if (change.type === LIFECYCLE) return ofVersions(change, context);
    const path = "retention_in_days";
    if (!stays(change) || daysOf(change.after, path) >= daysOf(change.before, path))
      return undefined;
    return {
      level: "attention",
      title: `logs are kept ${words(change.after, path)} instead of ${words(change.before, path)}`,
      remedy: "keep the days, or export what is older",
      shows: [path],
    };
  },
};

// --- internal ---

/** 0 and nothing mean for ever. */
function daysOf(side: Side, path: string): number {
  return side.number(path) || Number.POSITIVE_INFINITY;
}

function words(side: Side, path: string): string {
  const days = daysOf(side, path);
  return Number.isFinite(days) ? `${days} days` : "for ever";
}

function ofVersions(change: Change, context: Context) {
  const [was, is] = [change.before, change.after].map(earliest);
  const buckets = context.namedBy(change, "bucket", "aws_s3_bucket");
  const isNew = !change.before.exists && !buckets.some(({ before }) => before.exists);
  if (isNew || !change.after.exists || (is ?? 0) >= (was ?? 0)) return undefined;
  return {
    level: "attention" as const,
    title: "deletes objects or old versions earlier than before",
    remedy: "keep the days and the number of versions, or copy what is older",
    shows: ["rule"],
  };
}

/** A number that falls when something is deleted earlier: the fewest days of any enabled rule. */
function earliest(side: Side): number {
  const limits = side
    .blocks("rule")
    .filter(({ status }) => status !== "Disabled")
    .flatMap((rule) => [
      Number(block(rule.expiration).days) || undefined,
      Number(block(rule.noncurrent_version_expiration).noncurrent_days) || undefined,
    ])
    .filter((days) => days !== undefined);
  return Math.min(Number.POSITIVE_INFINITY, ...limits);
}
