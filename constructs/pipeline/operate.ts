import { clusterLogs, clusterNames, namesOf, PLACES, pathOf } from "../../names/stage";
import { STAGE } from "../../names/tags";
import { actions, type Statement } from "../iam";
import { read } from "./read";
import { masterSecrets, type PipelineStage } from "./stage";

/** What the commands of `npm run ops` read: what plans read, since `drift` plans, and how things are now. */
export function look(stage: PipelineStage): Statement[] {
  const { name, region } = stage;
  const clusters = clustersOf(name).map((cluster) => `${clusterLogs(cluster)}/*`);
  const logs = [pathOf(name, "*"), ...clusters];
  return [
    ...read(stage),
    { Action: NOW, Resource: "*" },
    // When it was rotated. Its value is another right.
    { Action: "secretsmanager:DescribeSecret", Resource: masterSecrets(region) },
    // Any, since others may have attached one to a role of the stage.
    { Action: ["iam:GetPolicy", "iam:GetPolicyVersion"], Resource: "arn:aws:iam::*:policy/*" },
    {
      Action: "logs:FilterLogEvents",
      Resource: logs.map((group) => `arn:aws:logs:${region}:*:log-group:${group}`),
    },
  ];
}

/**
 * What they do by a call to AWS, and what `status` prints ready to paste. Not a shell: who has one on
 * an instance is root there, and reads the password. What Terraform does is another role's.
 */
export function act({ name, region }: PipelineStage): Statement[] {
  const arn = (service: string, what: string) => `arn:aws:${service}:${region}:*:${what}`;
  // Whole names, since with lab-* the role of lab would act on a stage named lab-eu, too.
  const { web } = namesOf(name);
  const clusters = clustersOf(name).map((cluster) => arn("rds", `cluster:${cluster}`));
  return [
    { Action: "rds:FailoverDBCluster", Resource: clusters },
    {
      Action: "autoscaling:CancelInstanceRefresh",
      Resource: arn("autoscaling", `autoScalingGroup:*:autoScalingGroupName/${web}`),
    },
    {
      Action: ["ec2:DeregisterImage", "ec2:DeleteSnapshot"],
      Resource: ["image", "snapshot"].map((type) => `arn:aws:ec2:${region}::${type}/*`),
      Condition: { StringEquals: { [`aws:ResourceTag/${STAGE}`]: name } },
    },
    {
      Action: "secretsmanager:RotateSecret",
      Resource: masterSecrets(region),
      // With this tag, which only RDS can set, RDS says whose password it is.
      Condition: { StringLike: { "aws:ResourceTag/aws:rds:primaryDBClusterArn": clusters } },
    },
  ];
}

/** In each of its places. */
function clustersOf(stage: string): string[] {
  return PLACES.map((place) => clusterNames(stage, place).cluster);
}

const NOW = [
  "autoscaling:DescribeInstanceRefreshes",
  "autoscaling:DescribeScalingActivities",
  "cloudtrail:LookupEvents",
  "cloudwatch:GetMetricData",
  ...actions("ec2:Describe", ["IamInstanceProfileAssociations Instances Tags"]),
  "elasticloadbalancing:DescribeTargetHealth",
  ...actions("rds:Describe", [
    "DBClusterAutomatedBackups DBClusterSnapshots Events PendingMaintenanceActions",
  ]),
  "tag:GetResources",
];
