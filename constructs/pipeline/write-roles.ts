import { named } from "../../names/stage";
import type { Statement } from "../iam";
import { BOUND, UNBOUND } from "./actions";

/**
 * Makes and changes roles of the stage. Without the boundary, a pipeline could make a role that may
 * do more than the pipeline itself.
 * @param boundary ARN of the policy that every role made here must carry
 */
export function writeRoles(stage: string, boundary: string): Statement[] {
  const role = `arn:aws:iam::*:role/${named(stage, "*")}`;
  const profile = `arn:aws:iam::*:instance-profile/${named(stage, "*")}`;
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
      Condition: { StringEquals: bounded, ArnEquals: { "iam:PolicyARN": ATTACHABLE } },
    },
    // Any, also one that was attached by hand or by an older version: it only takes rights away.
    {
      Action: "iam:DetachRolePolicy",
      Resource: role,
      Condition: { StringEquals: bounded },
    },
    {
      Action: UNBOUND,
      Resource: [role, profile],
    },
    {
      Action: "iam:PassRole",
      Resource: role,
      Condition: { StringEquals: { "iam:PassedToService": PASSED_TO } },
    },
    {
      Action: "iam:CreateServiceLinkedRole",
      Resource: "arn:aws:iam::*:role/aws-service-role/*",
      Condition: { StringEquals: { "iam:AWSServiceName": LINKED_TO } },
    },
  ];
}

const PASSED_TO = ["ec2.amazonaws.com", "vpc-flow-logs.amazonaws.com"];
const LINKED_TO = ["autoscaling", "elasticloadbalancing", "rds"].map(
  (service) => `${service}.amazonaws.com`,
);

/** The managed policies that a role of a stage carries. No other may be attached. */
const ATTACHABLE = ["arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"];
