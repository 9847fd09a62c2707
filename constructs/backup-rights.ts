import { named } from "../names/stage";
import type { Statement } from "./iam";

/** What AWS Backup does to a stage's clusters with the stage's role, and to the snapshots it made. */
export function backupRights(stage: string, region: string): Statement[] {
  const rds = (what: string) => `arn:aws:rds:${region}:*:${what}`;
  const [cluster, snapshot] = [
    rds(`cluster:${named(stage, "*")}`),
    rds("cluster-snapshot:awsbackup:*"),
  ];
  const keys = `arn:aws:kms:${region}:*:key/*`;
  return [
    {
      Action: ["rds:CreateDBClusterSnapshot", "rds:AddTagsToResource"],
      Resource: [cluster, snapshot],
    },
    { Action: ["rds:DeleteDBClusterSnapshot"], Resource: snapshot },
    { Action: "rds:DescribeDBClusters", Resource: rds("cluster:*") },
    {
      Action: ["rds:DescribeDBClusterSnapshots", "rds:ListTagsForResource", "tag:GetResources"],
      Resource: "*",
    },
    { Action: "kms:DescribeKey", Resource: keys },
    {
      // A backup has the key of its cluster, which RDS uses by a grant.
      Action: "kms:CreateGrant",
      Resource: keys,
      Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
    {
      Action: ["backup:DescribeBackupVault", "backup:CopyIntoBackupVault"],
      Resource: `arn:aws:backup:${region}:*:backup-vault:${named(stage, "*")}`,
    },
  ];
}
