import { namesOf } from "../../names/stage";
import { STAGE } from "../../names/tags";
import type { Statement } from "../iam";
import type { PipelineStage } from "./stage";

/** What stays forbidden, whatever another statement allows. */
export function forbid({ name, region }: PipelineStage): Statement[] {
  const every = namesOf("*");
  return [
    {
      Sid: "OtherRegions",
      Effect: "Deny",
      NotAction: ["iam:*", "route53:*", "s3:*"],
      Resource: "*",
      Condition: { StringNotEquals: { "aws:RequestedRegion": region } },
    },
    {
      Sid: "OtherStages",
      Effect: "Deny",
      Action: TAGGED.map((service) => `${service}:*`),
      Resource: "*",
      // Untagged is what Terraform didn't make, such as a subnet's network ACL.
      Condition: {
        StringNotEquals: { [TAG]: name },
        Null: { [TAG]: "false" },
      },
    },
    {
      Sid: "OwnRights",
      Effect: "Deny",
      Action: "iam:*",
      Resource: [
        `role/${every.planRole}`,
        `role/${every.applyRole}`,
        `policy/${every.boundary}`,
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

const TAG = `aws:ResourceTag/${STAGE}`;
const TAGGED = "acm autoscaling ec2 elasticloadbalancing iam logs rds secretsmanager ssm".split(
  " ",
);
