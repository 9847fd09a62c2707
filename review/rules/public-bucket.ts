import { block } from "../../terraform/document";
import { type Change, isGone, isReplaced, turnsOff } from "../change";
import type { Context } from "../context";
import { statementsIn } from "../rights";
import type { Judgement, ResourceRule } from "../rule";

const BLOCK = "aws_s3_bucket_public_access_block";
const FLAGS = [
  "block_public_acls",
  "block_public_policy",
  "ignore_public_acls",
  "restrict_public_buckets",
];

export const publicBucket: ResourceRule = {
  id: "public-bucket",
  family: "doors",
  levels: ["danger"],
  finds: "a bucket may be read or written by everybody",
  why: "public buckets are searched for and copied by strangers",
  types: [BLOCK, "aws_s3_bucket_policy", "aws_s3_bucket"],
  elsewhere: ["aws_s3_bucket_acl"],
  judge(change, context) {
    if (change.type === BLOCK) return ofBlock(change, context);
    if (isGone(change)) return undefined;
    if (change.type === "aws_s3_bucket_policy") return ofPolicy(change, context);
    const [was, is] = [change.before.text("acl") ?? "", change.after.text("acl") ?? ""];
    if (!is.startsWith("public-") || was === is) return undefined;
    return danger(`gives everybody access: ${is}`, ["acl"]);
  },
};

// --- internal ---

function ofBlock(change: Change, context: Context): Judgement | undefined {
  if (isGone(change)) {
    const buckets = context.namedBy(change, "bucket", "aws_s3_bucket");
    if (buckets.some((each) => isGone(each) || isReplaced(each))) return undefined;
    return danger("no longer stops anybody from making the bucket public", []);
  }
  const off = FLAGS.filter((path) =>
    change.before.exists ? turnsOff(change, path) : change.after.flag(path) === false,
  );
  if (off.length === 0) return undefined;
  return danger("no longer stops everybody's access to the bucket", off);
}

function ofPolicy(change: Change, context: Context): Judgement | undefined {
  const { before, after } = change;
  const text = after.text("policy") ?? context.template(change, "policy");
  const had = statementsIn(before.text("policy")).filter(isForAll).length;
  if (statementsIn(text).filter(isForAll).length <= had) return undefined;
  return danger("gives everybody access to the bucket", ["policy"]);
}

function isForAll({ Effect, Principal, Condition }: Readonly<Record<string, unknown>>): boolean {
  const { AWS } = block(Principal);
  const all = Principal === "*" || [AWS].flat().includes("*");
  return Effect === "Allow" && all && Object.keys(block(Condition)).length === 0;
}

function danger(title: string, shows: readonly string[]): Judgement {
  const remedy = "keep the bucket closed; give single principals access by its policy";
  return { level: "danger", title, remedy, shows };
}
