import { danger, open, type Pair, risk, safe } from "../change";
import { BOUNDARY } from "../outside";

const BUCKET_POLICY = "aws_s3_bucket_policy.release";
const PUBLIC_ACCESS = "aws_s3_bucket_public_access_block.release";
const READ_RELEASE = "aws_iam_role_policy.release_read";
const ROLE = "aws_iam_role.web";
const APPLY = "aws_iam_role.github_prod_apply";
const policy = (...statements: object[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
const READS = {
  Effect: "Allow",
  Action: "s3:GetObject",
  Resource: "${aws_s3_bucket.release.arn}/web/*",
};
const statement = (more: object) => ({ [READ_RELEASE]: { policy: policy(READS, more) } });
const TLS_ONLY = {
  Effect: "Deny",
  Sid: "TlsOnly",
  Principal: "*",
  Action: "s3:*",
  Resource: ["${aws_s3_bucket.release.arn}", "${aws_s3_bucket.release.arn}/*"],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const trust = (Principal: object, Condition?: object) => ({
  [ROLE]: {
    assume_role_policy: policy({
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Principal,
      ...(Condition && { Condition }),
    }),
  },
});
const EC2 = { Service: "ec2.amazonaws.com" };
const github = (subject: string, kind = "StringEquals") => ({
  [APPLY]: {
    assume_role_policy: policy({
      Effect: "Allow",
      Action: "sts:AssumeRoleWithWebIdentity",
      Principal: { Federated: "${aws_iam_openid_connect_provider.github.arn}" },
      Condition: {
        [kind]: {
          "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
          "token.actions.githubusercontent.com:sub": [subject],
        },
      },
    }),
  },
});
const attached = (name: string) => ({
  "aws_iam_role_policy_attachment.web_more": {
    policy_arn: `arn:aws:iam::aws:policy/${name}`,
    role: "${aws_iam_role.web.name}",
  },
});

export const rights: readonly Pair[] = [
  {
    name: "public-access-allowed",
    from: "lab",
    what: "The bucket's block of public access is off",
    set: {
      [PUBLIC_ACCESS]: {
        block_public_acls: false,
        block_public_policy: false,
        ignore_public_acls: false,
        restrict_public_buckets: false,
      },
    },
    label: risk(PUBLIC_ACCESS),
    twin: {
      what: "The bucket keeps versions",
      add: {
        "aws_s3_bucket_versioning.release": {
          bucket: "${aws_s3_bucket.release.id}",
          versioning_configuration: { status: "Enabled" },
        },
      },
      label: safe,
    },
  },
  {
    name: "public-bucket",
    from: "lab",
    what: "The world may read the bucket",
    set: {
      [BUCKET_POLICY]: {
        policy: policy(TLS_ONLY, {
          Effect: "Allow",
          Principal: "*",
          Action: "s3:GetObject",
          Resource: "${aws_s3_bucket.release.arn}/*",
        }),
      },
    },
    label: danger(BUCKET_POLICY),
    twin: {
      what: "Nobody may delete from the bucket",
      set: {
        [BUCKET_POLICY]: {
          policy: policy(TLS_ONLY, {
            Effect: "Deny",
            Principal: "*",
            Action: "s3:DeleteObject",
            Resource: "${aws_s3_bucket.release.arn}/*",
          }),
        },
      },
      label: safe,
    },
  },
  {
    name: "every-right",
    from: "lab",
    what: "The fleet's role may do everything",
    set: statement({ Effect: "Allow", Action: "*", Resource: "*" }),
    label: danger(READ_RELEASE),
    twin: {
      what: "The fleet's role is denied something more",
      set: statement({ Effect: "Deny", Action: "s3:PutObject", Resource: "*" }),
      label: safe,
    },
  },
  {
    name: "pass-role",
    from: "lab",
    what: "The fleet's role may pass any role",
    set: statement({ Effect: "Allow", Action: "iam:PassRole", Resource: "*" }),
    label: risk(READ_RELEASE),
    twin: {
      what: "The fleet's role may pass none",
      set: statement({ Effect: "Deny", Action: "iam:PassRole", Resource: "*" }),
      label: safe,
    },
  },
  {
    name: "administrator",
    from: "lab",
    what: "The fleet's role gets AdministratorAccess",
    add: attached("AdministratorAccess"),
    label: danger("aws_iam_role_policy_attachment.web_more"),
    twin: {
      what: "The fleet's role gets the CloudWatch agent's policy",
      add: attached("CloudWatchAgentServerPolicy"),
      label: open("aws_iam_role_policy_attachment.web_more"),
    },
  },
  {
    name: "trust-in-everybody",
    from: "lab",
    what: "Everybody may assume the fleet's role",
    set: trust({ AWS: "*" }),
    label: danger(ROLE),
    twin: {
      what: "The fleet's role gets a description",
      set: { [ROLE]: { description: "Instances of the fleet" } },
      label: safe,
    },
  },
  {
    name: "trust-in-another-account",
    from: "lab",
    what: "Another account may assume the fleet's role",
    set: trust({ ...EC2, AWS: "arn:aws:iam::999999999999:root" }),
    label: risk(ROLE),
    twin: {
      what: "EC2 may assume the role for one account only",
      set: trust(EC2, { StringEquals: { "aws:SourceAccount": "123456789012" } }),
      label: safe,
    },
  },
  {
    name: "trust-in-every-branch",
    from: "state",
    what: "Every branch of every repository of the owner may deploy prod",
    set: github("repo:acme/*", "StringLike"),
    label: risk(APPLY),
    twin: {
      what: "The role gets a description",
      set: { [APPLY]: { description: "Deploys prod" } },
      label: safe,
    },
  },
  {
    name: "limits-detached",
    from: "state",
    what: "The role that deploys prod loses the policy that limits it",
    remove: ["aws_iam_role_policy_attachment.github_prod_apply_limits"],
    label: risk("aws_iam_role_policy_attachment.github_prod_apply_limits"),
    twin: {
      what: "The role that deploys prod loses a policy that lets it read",
      remove: ["aws_iam_role_policy_attachment.github_prod_apply_reads"],
      label: open("aws_iam_role_policy_attachment.github_prod_apply_reads"),
    },
  },
  {
    name: "boundary-removed",
    from: "lab",
    what: "The fleet's role was bounded by hand, and the plan takes the boundary away",
    outside: "boundedRole",
    label: danger(ROLE),
    twin: {
      what: "The fleet's role was bounded by hand, and the code says the same",
      outside: "boundedRole",
      set: { [ROLE]: { permissions_boundary: BOUNDARY } },
      label: safe,
    },
  },
];
