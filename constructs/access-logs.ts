import type { LbAccessLogs } from "@cdktf/provider-aws/lib/lb";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { prefixesOf } from "../names/stage";
import { Bucket } from "./bucket";
import { stackOf } from "./readable-stack";

/** bucket: every request to the load balancer becomes a line in a bucket. Paid by what lies there. */
export type AccessLogChoice = "none" | "bucket";

export interface AccessLogProps {
  readonly choice: AccessLogChoice;
  /** Days that a log is kept. */
  readonly days: number;
  /** The account that the load balancer is in. */
  readonly account: string;
  /** The bucket doesn't go while a log is in it. */
  readonly protection: boolean;
}

/** What access logs mean to the load balancer. */
export interface AccessLogs {
  readonly block: LbAccessLogs;
  /** There before the load balancer is to write: AWS tries it at once. */
  readonly contents: readonly ITerraformDependable[];
}

/** Said, since the provider leaves logs on if the block is left out. */
const OFF: AccessLogs = { block: { bucket: "", enabled: false }, contents: [] };

/** A bucket that Elastic Load Balancing may write into, if it is chosen. */
export function addAccessLogs(scope: Construct, id: string, props: AccessLogProps): AccessLogs {
  const { choice, days, account, protection } = props;
  if (choice === "none") return OFF;
  const bucket = new Bucket(scope, id, {
    namePrefix: prefixesOf(stackOf(scope)).accessLogs,
    keptDays: days,
    // The path names the account, so no load balancer of another account can write here.
    statements: (arn) => [
      {
        Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: `${arn}/AWSLogs/${account}/*`,
      },
    ],
    protection,
  });
  return { block: { bucket: bucket.name, enabled: true }, contents: [bucket.policy] };
}
