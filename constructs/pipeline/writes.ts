import type { Statement } from "../iam";
import {
  AUTOSCALING,
  BOUND,
  BUCKETS,
  CERTIFICATES,
  EC2,
  ELB,
  LOGS,
  PARAMETERS,
  RDS,
  RDS_WITH_DEFAULTS,
  UNBOUND,
} from "./actions";
import type { PipelineStage } from "./policies";

/** The managed policies that roles of a stage carry, and no others may be attached. */
const ATTACHABLE = [
  "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
  "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy",
];

/**
 * What an apply and a destroy of a stage change in AWS. Where ARNs carry our names, these names;
 * where AWS gives out ids, everything but what is tagged as another stage's.
 * @param boundary ARN of the policy that every role made here must carry
 */
export function writes(stage: PipelineStage, boundary: string): Statement[] {
  return [
    ...named(stage),
    { Action: EC2, Resource: "*" },
    ...roles(stage.name, boundary),
    ...secrets(stage.region),
    ...dns(stage),
    ...forbidden(stage),
  ];
}

/** Services whose ARNs say whose a thing is. */
function named({ name, region }: PipelineStage): Statement[] {
  const arn = (service: string, what: string) => `arn:aws:${service}:${region}:*:${what}`;
  const on = (actions: readonly string[], ...what: readonly string[]) => {
    const [service = ""] = (actions[0] ?? "").split(":");
    return { Action: actions, Resource: what.map((each) => arn(service, each)) };
  };
  const logs = [`/${name}/*`, `/aws/rds/cluster/${name}-*`];
  const elb = [`loadbalancer/app/${name}-*`, `listener/app/${name}-*`, "targetgroup/web-*"];
  return [
    on(AUTOSCALING, `autoScalingGroup:*:autoScalingGroupName/${name}-*`),
    on(ELB, ...elb),
    on(LOGS, ...logs.map((group) => `log-group:${group}`)),
    on(RDS, `*:${name}-*`), // clusters, instances, groups, snapshots
    // A cluster and its instances also name groups that AWS made.
    on(RDS_WITH_DEFAULTS, "og:default*", "pg:default*"),
    on(PARAMETERS, `parameter/${name}/*`),
    { Action: BUCKETS, Resource: `arn:aws:s3:::${name}-*` },
  ];
}

/** Who may make roles could make one that may do more than they: hence the boundary. */
function roles(name: string, boundary: string): Statement[] {
  const role = `arn:aws:iam::*:role/${name}-*`;
  const profile = `arn:aws:iam::*:instance-profile/${name}-*`;
  const bounded = { "iam:PermissionsBoundary": boundary };
  return [
    {
      Action: BOUND,
      Resource: role,
      Condition: { StringEquals: bounded },
    },
    {
      Action: ["iam:AttachRolePolicy", "iam:DetachRolePolicy"],
      Resource: role,
      Condition: { StringEquals: bounded, ArnEquals: { "iam:PolicyARN": ATTACHABLE } },
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

/** RDS makes the master's secret in the caller's name, and from then on looks after it itself. */
function secrets(region: string): Statement[] {
  return [
    {
      Action: ["secretsmanager:CreateSecret", "secretsmanager:TagResource"],
      Resource: `arn:aws:secretsmanager:${region}:*:secret:rds!cluster-*`,
    },
    { Action: "kms:DescribeKey", Resource: "*" },
  ];
}

/** The stage's name, and the proof below it that ACM asks for: not another stage's in the same zone. */
function dns({ region, https }: PipelineStage): Statement[] {
  if (https === undefined) return [];
  const names = [https.domain, `_*.${https.domain}`];
  return [
    { Action: CERTIFICATES, Resource: `arn:aws:acm:${region}:*:certificate/*` },
    // Has no resource before there is one.
    { Action: "acm:RequestCertificate", Resource: "*" },
    {
      Action: "route53:ChangeResourceRecordSets",
      Resource: `arn:aws:route53:::hostedzone/${https.zone}`,
      Condition: {
        "ForAllValues:StringLike": {
          "route53:ChangeResourceRecordSetsNormalizedRecordNames": names,
        },
      },
    },
  ];
}

/** What no other statement gives back. */
function forbidden({ name, region }: PipelineStage): Statement[] {
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
        StringNotEquals: { "aws:ResourceTag/Stage": name },
        Null: { "aws:ResourceTag/Stage": "false" },
      },
    },
    {
      Sid: "OwnRights",
      Effect: "Deny",
      Action: "iam:*",
      Resource: ["role/*-plan", "role/*-apply", "policy/*-boundary", "oidc-provider/*"].map(
        (each) => `arn:aws:iam::*:${each}`,
      ),
    },
    {
      Sid: "NoUnboundRole",
      Effect: "Deny",
      Action: "iam:DeleteRolePermissionsBoundary",
      Resource: "*",
    },
  ];
}

const TAGGED = "acm autoscaling ec2 elasticloadbalancing iam logs rds secretsmanager ssm".split(
  " ",
);
