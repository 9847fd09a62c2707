import type { Statement } from "../iam";
import { BOUND, UNBOUND } from "./actions";
import { type PipelineStage, rolesOf } from "./stage";

/**
 * Makes and changes roles of the stage. Without the boundary, a pipeline could make a role that may
 * do more than the pipeline itself.
 * @param boundary ARN of the policy that every role made here must carry
 */
export function writeRoles({ name, bakes }: PipelineStage, boundary: string): Statement[] {
  const { attachable, linkedTo } = bakes ? WITH_BAKES : SERVICE;
  const [role] = rolesOf(name);
  const bounded = { "iam:PermissionsBoundary": boundary };
  return [
    {
      Action: BOUND,
      Resource: role,
      Condition: { StringEquals: bounded },
    },
    {
      Action: "iam:AttachRolePolicy",
      Resource: role,
      Condition: { StringEquals: bounded, ArnEquals: { "iam:PolicyARN": attachable } },
    },
    // Any, also one that was attached by hand or by an older version: it only takes rights away.
    {
      Action: "iam:DetachRolePolicy",
      Resource: role,
      Condition: { StringEquals: bounded },
    },
    {
      Action: UNBOUND,
      Resource: rolesOf(name),
    },
    {
      Action: "iam:PassRole",
      Resource: role,
      Condition: { StringEquals: { "iam:PassedToService": PASSED_TO } },
    },
    {
      Action: "iam:CreateServiceLinkedRole",
      Resource: "arn:aws:iam::*:role/aws-service-role/*",
      Condition: { StringEquals: { "iam:AWSServiceName": linkedTo } },
    },
  ];
}

const PASSED_TO = ["backup.amazonaws.com", "ec2.amazonaws.com", "vpc-flow-logs.amazonaws.com"];

/** The managed policies that roles of a stage carry, and the services that have a role of their own. */
const SERVICE = {
  attachable: ["arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"],
  linkedTo: ["autoscaling", "backup", "elasticloadbalancing", "rds"].map(principal),
};
const WITH_BAKES = {
  attachable: [...SERVICE.attachable, "arn:aws:iam::aws:policy/EC2InstanceProfileForImageBuilder"],
  linkedTo: [...SERVICE.linkedTo, principal("imagebuilder")],
};

function principal(service: string): string {
  return `${service}.amazonaws.com`;
}
