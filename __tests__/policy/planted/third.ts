import { allow, CLUSTER, grants, opens, type Planted, sql, trust, userData, WEB } from "./planted";

const OIDC = { Federated: "${aws_iam_openid_connect_provider.github.arn}" };
const byToken = (condition: object) =>
  trust(OIDC, "sts:AssumeRoleWithWebIdentity", { Condition: condition });
const SUB = "token.actions.githubusercontent.com:sub";
const AUD = { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" };
const APPLY = "aws_iam_role.github_prod_apply";
const any = (Action: string) => grants(allow({ Action, Resource: "*" }));

const starts = (line: string) => ({ [WEB]: { user_data: userData(line) } });

/**
 * As many again, written before the first run by somebody who had not read the rules of the plan review.
 * The first run missed ten: the load balancer's way to the database, backups of one day, tokens of every
 * branch and of another service, the program by plain HTTP, the secret key and the token in user data, the
 * password in an output, AWS's certificate, and news by plain HTTP. Their rules are newer than the list.
 */
export const THIRD: readonly Planted[] = [
  {
    what: "The database's port open to the other half of the world",
    stack: "prod",
    add: opens("database", { cidr_ipv4: "128.0.0.0/1", ...sql }),
  },
  {
    what: "The database's port open to half of IPv6",
    stack: "prod",
    add: opens("database", { cidr_ipv6: "8000::/1", ...sql }),
  },
  {
    what: "The database's port open to the load balancer",
    stack: "prod",
    add: opens("database", {
      referenced_security_group_id: "${aws_security_group.load_balancer_firewall.id}",
      ...sql,
    }),
  },
  {
    what: "SSH open to the world by a rule inside the group",
    stack: "prod",
    set: {
      "aws_security_group.web_firewall": {
        ingress: [{ from_port: 22, to_port: 22, protocol: "tcp", cidr_blocks: ["0.0.0.0/0"] }],
      },
    },
  },
  {
    what: "Instance credentials that reach past the instance",
    by: "checkov",
    stack: "prod",
    set: {
      [WEB]: {
        metadata_options: {
          http_endpoint: "enabled",
          http_tokens: "required",
          http_put_response_hop_limit: 64,
        },
      },
    },
  },
  {
    what: "The database in the public subnets",
    stack: "prod",
    set: {
      "aws_db_subnet_group.database": {
        subnet_ids: ["${aws_subnet.network_public_a.id}", "${aws_subnet.network_public_b.id}"],
      },
    },
  },
  {
    what: "Backups of one day",
    stack: "prod",
    set: { [CLUSTER]: { backup_retention_period: 1 } },
  },
  {
    what: "No final snapshot",
    stack: "prod",
    set: { [CLUSTER]: { skip_final_snapshot: true } },
  },
  {
    what: "A load balancer that lets odd requests through",
    by: "checkov",
    stack: "prod",
    set: { "aws_lb.load_balancer": { desync_mitigation_mode: "monitor" } },
  },
  {
    what: "A load balancer that one call deletes",
    stack: "prod",
    set: { "aws_lb.load_balancer": { enable_deletion_protection: false } },
  },
  {
    what: "A load balancer for whoever asks for a private link",
    by: "checkov",
    stack: "prod",
    add: {
      "aws_vpc_endpoint_service.more": {
        acceptance_required: false,
        allowed_principals: ["*"],
        gateway_load_balancer_arns: ["${aws_lb.load_balancer.arn}"],
      },
    },
  },
  {
    what: "A role for everybody, under a condition that everybody meets",
    by: "checkov",
    stack: "prod",
    set: {
      "aws_iam_role.web": {
        assume_role_policy: trust({ AWS: "*" }, "sts:AssumeRole", {
          Condition: { StringLike: { "aws:PrincipalArn": "*" } },
        }),
      },
    },
  },
  {
    what: "A role for every branch and pull request",
    stack: "state of GitHub",
    set: {
      [APPLY]: {
        assume_role_policy: byToken({
          StringLike: { [SUB]: "repo:acme/three-tier-web:*" },
          StringEquals: AUD,
        }),
      },
    },
  },
  {
    what: "A role for tokens that GitHub gave out for another service",
    stack: "state of GitHub",
    set: {
      [APPLY]: {
        assume_role_policy: byToken({
          StringEquals: { [SUB]: "repo:acme/three-tier-web:environment:prod" },
        }),
      },
    },
  },
  {
    what: "A role that reads every secret",
    by: "parliament",
    stack: "prod",
    add: any("secretsmanager:GetSecretValue"),
  },
  {
    what: "A role that may rewrite any policy",
    stack: "prod",
    add: any("iam:CreatePolicyVersion"),
  },
  { what: "A role that may take any role", stack: "prod", add: any("sts:AssumeRole") },
  {
    what: "A role that runs commands on any instance",
    by: "parliament",
    stack: "prod",
    add: any("ssm:SendCommand"),
  },
  {
    what: "All of Systems Manager on the fleet",
    stack: "prod",
    add: {
      "aws_iam_role_policy_attachment.more": {
        role: "${aws_iam_role.web.name}",
        policy_arn: "arn:aws:iam::aws:policy/AmazonSSMFullAccess",
      },
    },
  },
  {
    what: "A key of some service in a plain parameter",
    by: "checkov",
    stack: "prod",
    add: {
      "aws_ssm_parameter.more": {
        name: "/prod/mail/api-key",
        type: "String",
        value: "3f9c1d0a7b6e4c5d8f2a1b0c9d8e7f6a",
      },
    },
  },
  {
    what: "A program from the web, by plain HTTP, run as root at start",
    stack: "prod",
    set: starts("curl -s http://example.com/setup.sh | bash"),
  },
  {
    what: "A secret key set by a command in user data",
    stack: "prod",
    set: starts("aws configure set aws_secret_access_key wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
  },
  {
    what: "A token of GitHub in user data",
    stack: "prod",
    set: starts(`git clone https://ghp_${"0aB1".repeat(9)}@github.com/a/b`),
  },
  {
    what: "A password in an output",
    stack: "prod",
    blocks: { output: { database_password: { value: "correct-horse-battery" } } },
  },
  {
    what: "A state that everybody may read by its access list",
    stack: "state",
    add: {
      "aws_s3_bucket_acl.more": { bucket: "${aws_s3_bucket.bucket.id}", acl: "public-read" },
    },
  },
  {
    what: "AWS asked without looking at its certificate",
    stack: "prod",
    blocks: { provider: { aws: [{ region: "us-east-1", insecure: true }] } },
  },
  {
    what: "News sent to the web by plain HTTP",
    stack: "prod",
    add: {
      "aws_sns_topic_subscription.more": {
        topic_arn: "${aws_sns_topic.news.arn}",
        protocol: "http",
        endpoint: "http://example.com/news",
      },
    },
  },
];
