import { named } from "../names/stage";
import type { Statement } from "./iam";

/** What AWS Backup does to a stage's clusters with the stage's role, and to the snapshots it made. */
export function backupRights(stage: string, region: string): Statement[] {
  const rds = (what: string) => `arn:aws:rds:${region}:*:${what}`;
  const [cluster, snapshot] = [
    rds(`cluster:${named(stage, "*")}`),
    rds("cluster-snapshot:awsbackup:*"),
  ];
  return [
    {
      Action: ["rds:CreateDBClusterSnapshot", "rds:AddTagsToResource"],
      Resource: [cluster, snapshot],
    },
    { Action: ["rds:DeleteDBClusterSnapshot"], Resource: snapshot },
    {
      Action: [
        "rds:DescribeDBClusters",
        "rds:DescribeDBClusterSnapshots",
        "rds:ListTagsForResource",
        "kms:DescribeKey",
        "tag:GetResources",
      ],
      Resource: "*",
    },
    {
      Action: ["backup:DescribeBackupVault", "backup:CopyIntoBackupVault"],
      Resource: `arn:aws:backup:${region}:*:backup-vault:${named(stage, "*")}`,
    },
  ];
}
