import type { Statement } from "../iam";
import { bucketsOf, type PipelineStage, parametersReadBy } from "./stage";

/** What a plan reads of AWS. No secret is among it. */
export function read({ name }: PipelineStage): Statement[] {
  return [
    { Action: READS, Resource: "*" },
    { Action: "ssm:GetParameter*", Resource: parametersReadBy(name) },
    { Action: ["s3:Get*", "s3:List*"], Resource: bucketsOf(name) },
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
