import { named } from "../../names/stage";
import type { Statement } from "../iam";
import { bucketsOf, masterSecrets, type PipelineStage, parametersReadBy } from "./stage";

/**
 * The most that any role of the stage may ever do, whatever else the role is given: what instances,
 * flow logs and image builds need, and never a right to change rights.
 */
export function boundaryOf({ name, region }: PipelineStage): Statement[] {
  const cluster = `arn:aws:rds:${region}:*:cluster:${named(name, "*")}`;
  return [
    { Action: [...MANAGED_INSTANCE, ...IMAGE_BUILD, ...TELEMETRY], Resource: "*" },
    {
      Action: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"],
      Resource: parametersReadBy(name),
    },
    {
      Action: ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
      Resource: masterSecrets(region),
      // With this tag, which only RDS can set, RDS says whose password it is.
      Condition: { StringLikeIfExists: { "aws:ResourceTag/aws:rds:primaryDBClusterArn": cluster } },
    },
    {
      Action: ["s3:GetObject", "s3:PutObject", "s3:ListBucket", "s3:GetBucketLocation"],
      Resource: [bucketsOf(name)],
    },
    { Action: "s3:GetObject", Resource: "arn:aws:s3:::ec2imagebuilder*" },
  ];
}

/** As AmazonSSMManagedInstanceCore grants, without reading every parameter of the account. */
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

const TELEMETRY = [
  "cloudwatch:PutMetricData",
  "ec2:DescribeTags",
  "ec2:DescribeVolumes",
  "logs:CreateLogGroup",
  "logs:CreateLogStream",
  "logs:DescribeLogGroups",
  "logs:DescribeLogStreams",
  "logs:PutLogEvents",
];
