import type { Transition } from "./transition";

const BOTH = { logs: { access: "bucket", audit: "cloudwatch" } };
const VAULT = [
  "aws_backup_plan.database_vault",
  "aws_backup_selection.database_vault",
  "aws_backup_vault.database_vault",
  "aws_backup_vault_lock_configuration.database_vault",
  "aws_iam_role.database_vault",
  "aws_iam_role_policy.database_vault_rights",
] as const;
const BUCKET = "load_balancer_access_logs";
const MAIL = { alarms: { mail: ["ops@example.com"] } };
/** What lab has with alarms, besides the topic's policy, which changes. */
const ALARMS = [
  "aws_cloudwatch_composite_alarm.alarms_users_affected",
  "aws_cloudwatch_event_rule.alarms_refresh_failed",
  "aws_cloudwatch_event_rule.alarms_rotation_failed",
  "aws_cloudwatch_event_target.alarms_refresh_failed",
  "aws_cloudwatch_event_target.alarms_rotation_failed",
  ...[
    "database_deadlocks",
    ...["connections", "cpu", "credits", "lag", "memory", "storage"].map(
      (each) => `database_reader_${each}`,
    ),
    ...["connections", "cpu", "credits", "memory", "storage"].map(
      (each) => `database_writer_${each}`,
    ),
    "group_at_maximum",
    "latency_p95",
    "load_balancer_5xx",
    "nat_a_drops",
    "nat_a_port_errors",
    "no_healthy_hosts",
    "target_5xx",
    "unhealthy_hosts_a",
    "unhealthy_hosts_b",
  ].map((each) => `aws_cloudwatch_metric_alarm.alarms_${each}`),
  "aws_sns_topic_subscription.alarms_mail_ops_example_com",
  "aws_ssm_parameter.alarms_users_affected_names",
];
const POLICY = "update aws_sns_topic_policy.news (policy)";

/** Settings that cost money, on and off again. */
export const choices: readonly Transition[] = [
  {
    change: "Access logs on",
    from: "lab",
    settings: { logs: { access: "bucket" } },
    plan: [
      `create aws_s3_bucket.${BUCKET}`,
      `create aws_s3_bucket_lifecycle_configuration.${BUCKET}`,
      `create aws_s3_bucket_policy.${BUCKET}`,
      `create aws_s3_bucket_public_access_block.${BUCKET}`,
      `create aws_s3_bucket_server_side_encryption_configuration.${BUCKET}`,
      "update aws_lb.load_balancer (access_logs)",
    ],
  },
  {
    change: "Audit log on",
    from: "lab",
    settings: { logs: { audit: "cloudwatch" } },
    plan: [
      "create aws_cloudwatch_log_group.database_audit",
      "update aws_rds_cluster.database (enabled_cloudwatch_logs_exports)",
      "update aws_rds_cluster_parameter_group.database (parameter)",
    ],
    note: "Nothing restarts: these parameters hold at once.",
  },
  {
    change: "Access and audit logs off",
    from: "lab",
    first: [BOTH],
    settings: { logs: { access: "none", audit: "none" } },
    plan: [
      "delete aws_cloudwatch_log_group.database_audit",
      `delete aws_s3_bucket.${BUCKET}`,
      `delete aws_s3_bucket_lifecycle_configuration.${BUCKET}`,
      `delete aws_s3_bucket_policy.${BUCKET}`,
      `delete aws_s3_bucket_public_access_block.${BUCKET}`,
      `delete aws_s3_bucket_server_side_encryption_configuration.${BUCKET}`,
      "update aws_lb.load_balancer (access_logs)",
      "update aws_rds_cluster.database (enabled_cloudwatch_logs_exports)",
      "update aws_rds_cluster_parameter_group.database (parameter)",
    ],
    note: "The logs go with their bucket and their log group; the last requests before that are not logged. On a protected stage AWS refuses to delete a bucket with logs in it (BucketNotEmpty): copy and empty the bucket, or deploy `protection: false` first.",
  },
  {
    change: "Alarms on",
    from: "lab",
    settings: MAIL,
    plan: [...ALARMS.map((each) => `create ${each}` as const), POLICY],
    note: "AWS sends a link to each address, and no alarm before somebody follows the link.",
  },
  {
    change: "Alarms off",
    from: "lab",
    first: [MAIL],
    settings: { alarms: "none" },
    plan: [...ALARMS.map((each) => `delete ${each}` as const), POLICY],
    nightly: true,
  },
  {
    change: "A web ACL",
    from: "lab",
    settings: { entry: { waf: {} } },
    plan: [
      "create aws_wafv2_web_acl.load_balancer_waf",
      "create aws_wafv2_web_acl_association.load_balancer_waf",
    ],
    note: 'Count first (`waf: { mode: "count" }`), and look in CloudWatch at what would be refused.',
  },
  {
    change: "From counting to refusing",
    from: "lab",
    first: [{ entry: { waf: { mode: "count" } } }],
    settings: { entry: { waf: { mode: "block" } } },
    plan: ["update aws_wafv2_web_acl.load_balancer_waf (rule)"],
  },
  {
    change: "No web ACL any more",
    from: "lab",
    first: [{ entry: { waf: {} } }],
    settings: {},
    plan: [
      "delete aws_wafv2_web_acl.load_balancer_waf",
      "delete aws_wafv2_web_acl_association.load_balancer_waf",
    ],
  },
  {
    change: "An own key for the database",
    from: "lab",
    nightly: true,
    settings: {
      encryption: "own-key",
      database: { restore: { from: "lab-database", to: "latest" } },
    },
    plan: [
      "create aws_cloudwatch_log_group.database_cluster_2_error",
      "create aws_cloudwatch_log_group.database_cluster_2_slowquery",
      "create aws_kms_key.database",
      "create aws_rds_cluster.database_cluster_2",
      "create aws_rds_cluster_instance.database_cluster_2_a",
      "create aws_rds_cluster_instance.database_cluster_2_b",
      "update aws_iam_role_policy.database_read_secrets (policy)",
    ],
    note: 'A cluster keeps the key that it was made with, so without `database.restore` the plan stops. Then go on as after [any restore](ops/restore.md): switch the app, and leave the old cluster. Back to `encryption: "aws"` is another restore: Terraform forgets the key, since the old cluster and its backups need it.',
  },
  {
    change: "Backtrack for the database",
    from: "lab",
    nightly: true,
    settings: {
      database: { backtrackHours: 24, restore: { from: "lab-database", to: "latest" } },
    },
    plan: [
      "create aws_cloudwatch_log_group.database_cluster_2_error",
      "create aws_cloudwatch_log_group.database_cluster_2_slowquery",
      "create aws_rds_cluster.database_cluster_2",
      "create aws_rds_cluster_instance.database_cluster_2_a",
      "create aws_rds_cluster_instance.database_cluster_2_b",
      "update aws_iam_role_policy.database_read_secrets (policy)",
    ],
    note: "AWS switches backtrack on when a cluster is made, and never later, so without `database.restore` the plan stops. Then go on as after [any restore](ops/restore.md).",
  },
  {
    change: "A backup vault",
    from: "lab",
    settings: { database: { backupVault: { days: 35, lock: "governance" } } },
    plan: VAULT.map((address) => `create ${address}` as const),
  },
  {
    change: "Backups in the vault for longer",
    from: "lab",
    first: [{ database: { backupVault: { days: 35, lock: "governance" } } }],
    settings: { database: { backupVault: { days: 90, lock: "governance" } } },
    plan: [
      "replace aws_backup_vault_lock_configuration.database_vault (min_retention_days)",
      "update aws_backup_plan.database_vault (rule)",
    ],
    nightly: true,
    note: "AWS can't change a lock in place, so the lock is off for some seconds. Backups that are in the vault keep their days.",
  },
  {
    change: "No backup vault any more",
    from: "lab",
    first: [{ database: { backupVault: { days: 35, lock: "governance" } } }],
    settings: {},
    plan: VAULT.map((address) => `delete ${address}` as const),
    nightly: true,
    note: "The backups in the vault go with the vault. On a protected stage AWS refuses to delete a vault with backups in it ([what to do then](choices.md#backup-vault)).",
  },
  {
    change: "Keep logs longer",
    from: "prod",
    settings: { logs: { days: 365 } },
    plan: [
      "update aws_cloudwatch_log_group.database_error (retention_in_days)",
      "update aws_cloudwatch_log_group.database_slowquery (retention_in_days)",
      "update aws_cloudwatch_log_group.network_flow_logs (retention_in_days)",
    ],
  },
];
