import { clusterLogs, imageBuildLogs, named, pathOf, TARGET_GROUP_PREFIX } from "../../names/stage";
import type { Statement } from "../iam";
import {
  AUTOSCALING,
  BUCKETS,
  CERTIFICATES,
  EC2,
  ELB,
  LOGS,
  PARAMETERS,
  RDS,
  RDS_WITH_DEFAULTS,
} from "./actions";
import { bucketsOf, masterSecrets, type PipelineStage } from "./stage";
import { writeRoles } from "./write-roles";

/**
 * What an apply and a destroy of a stage change in AWS. Where an ARN carries our names, the rights
 * end at these names. Where AWS gives out ids, they end at what carries another stage's tag.
 * @param boundary ARN of the policy that every role made here must carry
 */
export function write(stage: PipelineStage, boundary: string): Statement[] {
  return [
    ...writeNamed(stage),
    { Action: EC2, Resource: "*" },
    ...writeRoles(stage, boundary),
    ...writeSecrets(stage.region),
  ];
}

/** Services whose ARNs carry our names. */
function writeNamed({ name, region, bakes }: PipelineStage): Statement[] {
  const arn = (service: string, what: string) => `arn:aws:${service}:${region}:*:${what}`;
  const on = (actions: readonly string[], ...what: readonly string[]) => {
    const [service = ""] = (actions[0] ?? "").split(":");
    return { Action: actions, Resource: what.map((each) => arn(service, each)) };
  };
  const ours = named(name, "*");
  const logs = [pathOf(name, "*"), clusterLogs(ours), ...(bakes ? [imageBuildLogs(ours)] : [])];
  const database = DATABASE.map((type) => `${type}:${ours}`);
  const elb = [
    `loadbalancer/app/${ours}`,
    `listener/app/${ours}`,
    `targetgroup/${TARGET_GROUP_PREFIX}*`,
  ];
  return [
    on(AUTOSCALING, `autoScalingGroup:*:autoScalingGroupName/${ours}`),
    on(ELB, ...elb),
    on(LOGS, ...logs.map((group) => `log-group:${group}`)),
    on(RDS, ...database),
    // A cluster and its instances also name groups that AWS made.
    on(RDS_WITH_DEFAULTS, ...database, "og:default*", "pg:default*", ...madeByAws(ours)),
    on(PARAMETERS, `parameter${pathOf(name, "*")}`),
    { Action: BUCKETS, Resource: bucketsOf(name) },
  ];
}

/** Backups that are no one's to name: the automatic ones, and a vault's, which have the stage's tag. */
const madeByAws = (ours: string) =>
  [`rds:${ours}`, "awsbackup:*"].map((id) => `cluster-snapshot:${id}`);

/** Types of ARN written out: a wildcard there is one that some evaluators take for no match. */
const DATABASE = ["cluster", "cluster-pg", "cluster-snapshot", "db", "es", "subgrp"];

/** RDS makes the master's secret with the caller's rights, and later rotates and deletes it itself. */
function writeSecrets(region: string): Statement[] {
  return [
    {
      Action: ["secretsmanager:CreateSecret", "secretsmanager:TagResource"],
      Resource: masterSecrets(region),
    },
  ];
}

/** The domain of the stage, and below it the proof that ACM asks for. Not another stage's domain. */
export function writeDns({ region, https }: PipelineStage): Statement[] {
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
