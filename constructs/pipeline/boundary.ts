import { imageBuildLogs, named, pathOf } from "../../names/stage";
import { backupRights } from "../backup-rights";
import { METRICS_NAMESPACE } from "../cloudwatch-agent";
import type { Statement } from "../iam";
import { bucketsOf, masterSecrets, type PipelineStage, parametersReadBy } from "./stage";

/**
 * The most that any role of the stage may ever do, whatever else the role is given: what instances,
 * flow logs, backups and image builds need, and never a right to change rights.
 */
export function boundaryOf({ name, region }: PipelineStage): Statement[] {
  const cluster = `arn:aws:rds:${region}:*:cluster:${named(name, "*")}`;
  return [
    { Action: MANAGED_INSTANCE, Resource: "*" },
    ...telemetry(name, region),
    {
      Action: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"],
      Resource: parametersReadBy(name),
    },
    {
      Action: ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
      Resource: masterSecrets(region),
      Condition: {
        // With this tag, which only RDS can set, RDS says whose password it is.
        StringLikeIfExists: { "aws:ResourceTag/aws:rds:primaryDBClusterArn": cluster },
        // Only credentials that an instance got by its profile have this key. A role whose trust
        // lets a foreign account in, which IAM can't forbid, thereby reads no password.
        Null: { "ec2:SourceInstanceARN": "false" },
      },
    },
    {
      Action: "kms:Decrypt",
      Resource: "*",
      Condition: { StringEquals: { "kms:ViaService": `secretsmanager.${region}.amazonaws.com` } },
    },
    {
      Action: ["s3:GetObject", "s3:PutObject", "s3:ListBucket", "s3:GetBucketLocation"],
      Resource: [bucketsOf(name)],
    },
    ...backupRights(name, region),
    { Action: "s3:GetObject", Resource: "arn:aws:s3:::ec2imagebuilder*" },
    {
      Action: "imagebuilder:GetComponent",
      Resource: `arn:aws:imagebuilder:${region}:*:component/*`,
    },
  ];
}

/** As AmazonSSMManagedInstanceCore grants, without reading every parameter of the account. */
const MANAGED_INSTANCE = [
  "ec2messages:AcknowledgeMessage",
  "ec2messages:DeleteMessage",
  "ec2messages:FailMessage",
  "ec2messages:GetEndpoint",
  "ec2messages:GetMessages",
  "ec2messages:SendReply",
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
  "ssmmessages:CreateControlChannel",
  "ssmmessages:CreateDataChannel",
  "ssmmessages:OpenControlChannel",
  "ssmmessages:OpenDataChannel",
];

/** Metrics and logs of instances, flow logs and image builds. */
function telemetry(stage: string, region: string): Statement[] {
  const group = (name: string) => `arn:aws:logs:${region}:*:log-group:${name}`;
  const imageBuilds = group(imageBuildLogs(named(stage, "*")));
  return [
    {
      Action: "cloudwatch:PutMetricData",
      Resource: "*",
      Condition: { StringEquals: { "cloudwatch:namespace": METRICS_NAMESPACE } },
    },
    { Action: "ec2:DescribeTags", Resource: "*" },
    {
      Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      Resource: [group(pathOf(stage, "*")), imageBuilds],
    },
    // Image Builder asks for a group that is there already.
    { Action: "logs:CreateLogGroup", Resource: imageBuilds },
  ];
}
