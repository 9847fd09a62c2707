import {
  allow,
  BUCKET,
  CLUSTER,
  grants,
  opens,
  type Planted,
  sql,
  trust,
  userData,
  WEB,
} from "./planted";

/** What scanners are usually asked about, and what they were known to miss. */
export const FIRST: readonly Planted[] = [
  {
    what: "The database's port open to the world",
    stack: "prod",
    add: opens("database", { cidr_ipv4: "0.0.0.0/0", ...sql }),
  },
  {
    what: "The database's port open to half of the world",
    stack: "prod",
    add: opens("database", { cidr_ipv4: "0.0.0.0/1", ...sql }),
  },
  {
    what: "The database's port open to all of IPv6",
    stack: "prod",
    add: opens("database", { cidr_ipv6: "::/0", ...sql }),
  },
  {
    what: "Every protocol open to the world",
    stack: "prod",
    add: opens("web", { cidr_ipv4: "0.0.0.0/0", ip_protocol: "-1" }),
  },
  {
    what: "A range of ports open to the world, with the database's in it",
    stack: "prod",
    add: opens("database", { cidr_ipv4: "0.0.0.0/0", from_port: 3000, to_port: 4000 }),
  },
  {
    what: "SSH open to the world",
    stack: "lab",
    add: opens("web", { cidr_ipv4: "0.0.0.0/0", from_port: 22, to_port: 22 }),
  },
  {
    what: "A role that may do everything",
    stack: "prod",
    add: grants(allow({ Action: "*", Resource: "*" })),
  },
  {
    what: "A role that may do everything with every bucket",
    stack: "prod",
    add: grants(allow({ Action: "s3:*", Resource: "*" })),
  },
  {
    what: "A role that may hand on any role",
    stack: "prod",
    add: grants(allow({ Action: "iam:PassRole", Resource: "*" })),
  },
  {
    what: "A role for everybody",
    stack: "prod",
    set: { "aws_iam_role.web": { assume_role_policy: trust({ AWS: "*" }) } },
  },
  {
    what: "A role for every repository of GitHub",
    stack: "state of GitHub",
    set: {
      "aws_iam_role.github_prod_apply": {
        assume_role_policy: trust(
          { Federated: "${aws_iam_openid_connect_provider.github.arn}" },
          "sts:AssumeRoleWithWebIdentity",
          {
            Condition: {
              StringLike: { "token.actions.githubusercontent.com:sub": "repo:*" },
              StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" },
            },
          },
        ),
      },
    },
  },
  {
    what: "A database that takes connections without TLS",
    stack: "prod",
    set: {
      "aws_rds_cluster_parameter_group.database": {
        parameter: [{ name: "require_secure_transport", value: "OFF" }],
      },
    },
  },
  {
    what: "HTTPS by the oldest encryption",
    stack: "prod",
    set: { "aws_lb_listener.load_balancer_https": { ssl_policy: "ELBSecurityPolicy-2016-08" } },
  },
  {
    what: "Plain HTTP beside HTTPS",
    stack: "prod",
    set: {
      "aws_lb_listener.load_balancer_http": {
        default_action: [
          { type: "forward", target_group_arn: "${aws_lb_target_group.load_balancer.arn}" },
        ],
      },
    },
  },
  {
    what: "Volumes that are not encrypted",
    stack: "prod",
    set: {
      [WEB]: {
        block_device_mappings: [
          { device_name: "/dev/xvda", ebs: { encrypted: "false", volume_type: "gp3" } },
        ],
      },
    },
  },
  {
    what: "Instance credentials without a token",
    stack: "prod",
    set: { [WEB]: { metadata_options: { http_endpoint: "enabled", http_tokens: "optional" } } },
  },
  {
    what: "Access keys in user data",
    stack: "prod",
    set: {
      [WEB]: {
        user_data: userData(
          "export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        ),
      },
    },
  },
  {
    what: "A database that is not encrypted",
    stack: "prod",
    set: { [CLUSTER]: { storage_encrypted: false } },
  },
  {
    what: "A database instance with a public address",
    stack: "prod",
    set: { "aws_rds_cluster_instance.database_a": { publicly_accessible: true } },
  },
  {
    what: "The database's password in plain",
    stack: "prod",
    set: {
      [CLUSTER]: { manage_master_user_password: null, master_password: "correct-horse-battery" },
    },
  },
  {
    what: "A bucket that may be made public",
    stack: "state",
    set: {
      "aws_s3_bucket_public_access_block.bucket": {
        block_public_acls: false,
        block_public_policy: false,
        ignore_public_acls: false,
        restrict_public_buckets: false,
      },
    },
  },
  {
    what: "A bucket that everybody may read",
    stack: "state",
    set: {
      "aws_s3_bucket_policy.bucket": {
        policy: allow({ Principal: "*", Action: "s3:GetObject", Resource: `${BUCKET}/*` }),
      },
    },
  },
  {
    what: "A database that one call deletes",
    stack: "prod",
    set: { [CLUSTER]: { deletion_protection: false } },
  },
];
