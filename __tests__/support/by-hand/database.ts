import {
  DeleteRetentionPolicyCommand,
  PutRetentionPolicyCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  AddTagsToResourceCommand,
  ModifyDBClusterCommand,
  ModifyDBClusterParameterGroupCommand,
  ModifyDBInstanceCommand,
  ModifyDBSubnetGroupCommand,
} from "@aws-sdk/client-rds";
import { PutParameterCommand } from "@aws-sdk/client-ssm";
import type { ChangeByHand } from "./change";

const cluster = (attribute: string, change: object): ChangeByHand => ({
  address: "aws_rds_cluster.database",
  attributes: [attribute],
  call: ({ rds }) =>
    rds.send(
      new ModifyDBClusterCommand({
        DBClusterIdentifier: "lab-database",
        ApplyImmediately: true,
        ...change,
      }),
    ),
});
const instance = (attribute: string, change: object): ChangeByHand => ({
  address: "aws_rds_cluster_instance.database_a",
  attributes: [attribute],
  call: ({ rds }) =>
    rds.send(
      new ModifyDBInstanceCommand({
        DBInstanceIdentifier: "lab-database-a",
        ApplyImmediately: true,
        ...change,
      }),
    ),
});

/** Of the database, its parameters and its logs. */
export const DATABASE: readonly ChangeByHand[] = [
  cluster("backup_retention_period", { BackupRetentionPeriod: 7 }),
  cluster("iam_database_authentication_enabled", { EnableIAMDatabaseAuthentication: true }),
  cluster("deletion_protection", { DeletionProtection: true }),
  cluster("copy_tags_to_snapshot", { CopyTagsToSnapshot: false }),
  cluster("preferred_backup_window", { PreferredBackupWindow: "13:00-14:00" }),
  cluster("preferred_maintenance_window", { PreferredMaintenanceWindow: "mon:09:00-mon:10:00" }),
  cluster("enabled_cloudwatch_logs_exports", {
    CloudwatchLogsExportConfiguration: { EnableLogTypes: ["general"] },
  }),
  {
    address: "aws_rds_cluster.database",
    attributes: ["vpc_security_group_ids"],
    call: ({ rds }, known) => {
      const VpcSecurityGroupIds = [known("aws_security_group.web_firewall", "id")];
      return rds.send(
        new ModifyDBClusterCommand({ DBClusterIdentifier: "lab-database", VpcSecurityGroupIds }),
      );
    },
  },
  {
    address: "aws_rds_cluster.database",
    attributes: ["tags"],
    call: ({ rds }, known) => {
      const ResourceName = known("aws_rds_cluster.database", "arn");
      const Tags = [{ Key: "Owner", Value: "bob" }];
      return rds.send(new AddTagsToResourceCommand({ ResourceName, Tags }));
    },
  },
  instance("instance_class", { DBInstanceClass: "db.t4g.large" }),
  instance("publicly_accessible", { PubliclyAccessible: true }),
  instance("promotion_tier", { PromotionTier: 9 }),
  instance("auto_minor_version_upgrade", { AutoMinorVersionUpgrade: true }),
  instance("copy_tags_to_snapshot", { CopyTagsToSnapshot: true }),
  instance("performance_insights_enabled", { EnablePerformanceInsights: true }),
  instance("preferred_maintenance_window", { PreferredMaintenanceWindow: "tue:09:00-tue:10:00" }),
  instance("ca_cert_identifier", { CACertificateIdentifier: "rds-ca-ecc384-g1" }),
  {
    address: "aws_rds_cluster_parameter_group.database",
    attributes: ["parameter"],
    call: ({ rds }, known) => {
      const DBClusterParameterGroupName = known("aws_rds_cluster_parameter_group.database", "name");
      const off = { ParameterName: "require_secure_transport", ParameterValue: "OFF" };
      const Parameters = [{ ...off, ApplyMethod: "immediate" as const }];
      return rds.send(
        new ModifyDBClusterParameterGroupCommand({ DBClusterParameterGroupName, Parameters }),
      );
    },
  },
  {
    address: "aws_db_subnet_group.database",
    attributes: ["description", "subnet_ids"],
    call: ({ rds }, known) =>
      rds.send(
        new ModifyDBSubnetGroupCommand({
          DBSubnetGroupName: "lab-database",
          DBSubnetGroupDescription: "mine",
          SubnetIds: ["isolated_a", "isolated_b", "private_a"].map((subnet) =>
            known(`aws_subnet.network_${subnet}`, "id"),
          ),
        }),
      ),
  },
  {
    address: "aws_ssm_parameter.database_port",
    attributes: ["value", "description", "tier"],
    call: ({ ssm }) => {
      const parameter = { Name: "/lab/database/port", Value: "1", Description: "mine" };
      return ssm.send(new PutParameterCommand({ ...parameter, Tier: "Advanced", Overwrite: true }));
    },
  },
  {
    address: "aws_cloudwatch_log_group.database_error",
    attributes: ["retention_in_days"],
    call: ({ logs }, known) => {
      const logGroupName = known("aws_cloudwatch_log_group.database_error", "name");
      return logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 1 }));
    },
  },
  {
    address: "aws_cloudwatch_log_group.database_slowquery",
    attributes: ["retention_in_days"],
    call: ({ logs }, known) => {
      const logGroupName = known("aws_cloudwatch_log_group.database_slowquery", "name");
      return logs.send(new DeleteRetentionPolicyCommand({ logGroupName }));
    },
  },
];
