import type { Statement } from "../iam";

/** What a pipeline's rights are cut to: one stage, and where its state is. */
export interface PipelineStage {
  readonly name: string;
  readonly region: string;
  /** Key of its state in the bucket. */
  readonly stateKey: string;
  /** The one name it may give out in DNS; without it, it may change no DNS at all. */
  readonly https?: { readonly domain: string; readonly zone: string } | undefined;
}

/** What our stacks read of AWS in a plan. Nothing here tells a secret. */
export function reads({ name }: PipelineStage): Statement[] {
  return [
    { Action: READS, Resource: "*" },
    {
      Action: "ssm:GetParameter*",
      // The second are AWS's own: newest images, which EC2 looks up in the caller's name.
      Resource: [`arn:aws:ssm:*:*:parameter/${name}/*`, "arn:aws:ssm:*::parameter/aws/service/*"],
    },
    { Action: ["s3:Get*", "s3:List*"], Resource: `arn:aws:s3:::${name}-*` },
  ];
}

/** Describe* of EC2 leaves out GetPasswordData and GetConsoleOutput, which may tell secrets. */
const READS = [
  "acm:DescribeCertificate",
  "acm:ListTagsForCertificate",
  "autoscaling:Describe*",
  "ec2:Describe*",
  "elasticloadbalancing:Describe*",
  "iam:GetInstanceProfile",
  "iam:GetRole",
  "iam:GetRolePolicy",
  "iam:ListAttachedRolePolicies",
  "iam:ListInstanceProfilesForRole",
  "iam:ListRolePolicies",
  "logs:DescribeLogGroups",
  "logs:ListTagsForResource",
  "rds:Describe*",
  "rds:ListTagsForResource",
  "route53:GetChange",
  "route53:GetHostedZone",
  "route53:ListHostedZones",
  "route53:ListResourceRecordSets",
  "route53:ListTagsForResource",
  "route53:ListTagsForResources",
  "ssm:DescribeParameters",
  "ssm:ListTagsForResource",
];

/** The state of one stage. Without the right to list, a state that isn't there yet would be a 403. */
export function readState(bucket: string, { stateKey }: PipelineStage): Statement[] {
  return [
    { Action: "s3:ListBucket", Resource: bucket },
    { Action: "s3:GetObject", Resource: `${bucket}/${stateKey}` },
  ];
}

/** A state is overwritten and never deleted, so its versions stay; its lock comes and goes. */
export function writeState(bucket: string, { stateKey }: PipelineStage): Statement[] {
  const lock = `${bucket}/${stateKey}.tflock`;
  return [
    { Action: "s3:PutObject", Resource: `${bucket}/${stateKey}` },
    { Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], Resource: lock },
  ];
}

/**
 * The most that any role of the stage may ever do, whatever else it is given: what instances, flow
 * logs and image builds need, and never a right over rights.
 */
export function mostOf({ name, region }: PipelineStage): Statement[] {
  const cluster = `arn:aws:rds:${region}:*:cluster:${name}-*`;
  return [
    { Action: [...MANAGED_INSTANCE, ...IMAGE_BUILD, ...TELLING], Resource: "*" },
    {
      Action: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"],
      Resource: [`arn:aws:ssm:*:*:parameter/${name}/*`, "arn:aws:ssm:*::parameter/aws/service/*"],
    },
    {
      Action: ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
      Resource: `arn:aws:secretsmanager:${region}:*:secret:rds!cluster-*`,
      // RDS says by this tag, which nobody else can set, whose password it is.
      Condition: { StringLikeIfExists: { "aws:ResourceTag/aws:rds:primaryDBClusterArn": cluster } },
    },
    {
      Action: ["s3:GetObject", "s3:PutObject", "s3:ListBucket", "s3:GetBucketLocation"],
      Resource: [`arn:aws:s3:::${name}-*`],
    },
    { Action: "s3:GetObject", Resource: "arn:aws:s3:::ec2imagebuilder*" },
  ];
}

/** As AmazonSSMManagedInstanceCore has them, but for the parameters of the whole account. */
const MANAGED_INSTANCE = [
  "ec2messages:*",
  "ssm:DescribeAssociation",
  "ssm:DescribeDocument",
  "ssm:GetDeployablePatchSnapshotForInstance",
  "ssm:GetDocument",
  "ssm:GetManifest",
  "ssm:ListAssociations",
  "ssm:ListInstanceAssociations",
  "ssm:PutComplianceItems",
  "ssm:PutConfigurePackageResult",
  "ssm:PutInventory",
  "ssm:UpdateAssociationStatus",
  "ssm:UpdateInstanceAssociationStatus",
  "ssm:UpdateInstanceInformation",
  "ssmmessages:*",
];

const IMAGE_BUILD = ["imagebuilder:GetComponent", "kms:Decrypt"];

const TELLING = [
  "cloudwatch:PutMetricData",
  "ec2:DescribeTags",
  "ec2:DescribeVolumes",
  "logs:CreateLogGroup",
  "logs:CreateLogStream",
  "logs:DescribeLogGroups",
  "logs:DescribeLogStreams",
  "logs:PutLogEvents",
];
