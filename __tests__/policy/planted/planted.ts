/**
 * Faults that somebody could write into a stack, each one small change of its synthesized JSON. The
 * list was written before it was run, from AWS's best practices and from known incidents.
 */
export interface Planted {
  readonly what: string;
  /** Which scanner sees it, if our rules don't. */
  readonly by?: "checkov" | "parliament";
  readonly stack: "lab" | "prod" | "state" | "state of GitHub";
  /** Arguments that change, by address. */
  readonly set?: Readonly<Record<string, object>>;
  /** Resources that are there as well, by address. */
  readonly add?: Readonly<Record<string, object>>;
  /** Resources that are gone. */
  readonly remove?: readonly string[];
  /** Blocks of the whole stack. */
  readonly blocks?: object;
}

export const allow = (rest: object) => policy({ Effect: "Allow", ...rest });
export const policy = (statement: object) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [statement] });

/** A rule more of a tier's firewall. */
export const opens = (tier: string, values: object) => ({
  [`aws_vpc_security_group_ingress_rule.${tier}_firewall_more`]: {
    security_group_id: `\${aws_security_group.${tier}_firewall.id}`,
    ip_protocol: "tcp",
    // checkov dislikes a rule without one, whatever it opens.
    description: "more",
    ...values,
  },
});
export const sql = { from_port: 3306, to_port: 3306 };

/** A policy more of the web fleet's role. */
export const grants = (text: string) => ({
  "aws_iam_role_policy.more": { name: "More", role: "${aws_iam_role.web.name}", policy: text },
});
export const userData = (line: string) =>
  Buffer.from(`#!/usr/bin/env bash\n${line}\n`).toString("base64");
export const WEB = "aws_launch_template.web";
export const CLUSTER = "aws_rds_cluster.database";
export const BUCKET = "${aws_s3_bucket.bucket.arn}";
export const trust = (principal: object, action = "sts:AssumeRole", rest = {}) =>
  allow({ Action: action, Principal: principal, ...rest });
