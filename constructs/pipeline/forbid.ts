import { namesOf } from "../../names/stage";
import { STAGE } from "../../names/tags";
import type { Statement } from "../iam";
import type { PipelineStage } from "./stage";

/** What stays forbidden, whatever another statement allows. */
export function forbid({ name, region, protection }: PipelineStage): Statement[] {
  const every = namesOf("*");
  return [
    {
      Sid: "OtherRegions",
      Effect: "Deny",
      NotAction: ["budgets:*", "iam:*", "route53:*", "s3:*"],
      Resource: "*",
      Condition: { StringNotEquals: { "aws:RequestedRegion": region } },
    },
    {
      Sid: "OtherStages",
      Effect: "Deny",
      Action: TAGGED.map((service) => `${service}:*`),
      Resource: "*",
      // Untagged is what Terraform didn't make, such as a subnet's network ACL.
      Condition: unlessOf(name, `aws:ResourceTag/${STAGE}`),
    },
    {
      Sid: "OtherStagesTag",
      Effect: "Deny",
      Action: TAGGED.map((service) => `${service}:*`),
      Resource: "*",
      // Or it could make things that another stage's pipeline may change and ops takes for its own.
      Condition: unlessOf(name, `aws:RequestTag/${STAGE}`),
    },
    ...(protection ? [KEEP_DATA] : []),
    {
      Sid: "OwnRights",
      Effect: "Deny",
      Action: "iam:*",
      Resource: [
        `role/${every.planRole}`,
        `role/${every.applyRole}`,
        `role/${every.opsRole}`,
        `policy/${every.boundary}`,
        `policy/${every.readPolicy}`,
        `policy/${every.bakePolicy}`,
        `policy/${every.writesPolicy}`,
        `policy/${every.limits}`,
        "oidc-provider/*",
      ].map((each) => `arn:aws:iam::*:${each}`),
    },
    {
      Sid: "NoUnboundRole",
      Effect: "Deny",
      Action: "iam:DeleteRolePermissionsBoundary",
      Resource: "*",
    },
  ];
}

/** Where the tag is there, and another stage's. */
function unlessOf(stage: string, tag: string) {
  return { StringNotEquals: { [tag]: stage }, Null: { [tag]: "false" } };
}

/**
 * A pipeline can switch a cluster's own deletion protection off, since IAM has no condition on that
 * setting. So whoever wants a protected cluster gone deploys `state` without protection first.
 */
const KEEP_DATA: Statement = {
  Sid: "ProtectedData",
  Effect: "Deny",
  Action: [
    "backup:DeleteRecoveryPoint",
    "kms:ScheduleKeyDeletion",
    "rds:DeleteDBCluster",
    "rds:DeleteDBClusterAutomatedBackup",
    "rds:DeleteDBClusterSnapshot",
  ],
  Resource: "*",
};

const TAGGED =
  "acm autoscaling backup budgets cloudwatch ec2 elasticloadbalancing events iam imagebuilder kms logs rds secretsmanager sns ssm wafv2".split(
    " ",
  );
