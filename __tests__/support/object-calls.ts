import type { Call } from "../../service/iam";

/** A call to S3 says itself what it is about: `/bucket/key?…`, `/bucket?policy`. */
export function objectCall(verb: string, path: string): Call {
  const [name = "", query = ""] = path.slice(1).split("?");
  const isObject = name.includes("/");
  const part = query
    .split("&")
    .find((each) => each.replace(/=$/, "") in PARTS)
    ?.replace(/=$/, "");
  const end = part === undefined || isObject || ENDED.has(part) ? "Delete" : "Put";
  const does = { GET: "Get", HEAD: "Get", PUT: "Put", POST: "Put", DELETE: end }[verb];
  const whole: Record<string, string> = { PUT: "CreateBucket", DELETE: "DeleteBucket" };
  const what = part === undefined ? "Object" : PARTS[part];
  const action =
    part === undefined && !isObject
      ? (whole[verb] ?? "ListBucket")
      : `${does}${isObject && part === "tagging" ? "ObjectTagging" : what}`;
  return { action: `s3:${action}`, resource: `arn:aws:s3:::${name}` };
}

// --- internal ---

/** Parts whose end is an action of its own; for the others it is one more way to put them. */
const ENDED = new Set(["policy", "website"]);

/** What a part of a bucket is called in actions. */
const PARTS: Readonly<Record<string, string>> = {
  accelerate: "AccelerateConfiguration",
  acl: "BucketAcl",
  cors: "BucketCORS",
  encryption: "EncryptionConfiguration",
  lifecycle: "LifecycleConfiguration",
  location: "BucketLocation",
  logging: "BucketLogging",
  "object-lock": "BucketObjectLockConfiguration",
  policy: "BucketPolicy",
  publicAccessBlock: "BucketPublicAccessBlock",
  replication: "ReplicationConfiguration",
  requestPayment: "BucketRequestPayment",
  tagging: "BucketTagging",
  versioning: "BucketVersioning",
  website: "BucketWebsite",
};
