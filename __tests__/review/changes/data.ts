import { attention, danger, everywhere, open, type Pair, safe, withFollowing } from "../change";

const CLUSTER = "aws_rds_cluster.database";
const [A, B] = ["aws_rds_cluster_instance.database_a", "aws_rds_cluster_instance.database_b"];
const BUCKET = "aws_s3_bucket.bucket";
const LOGS = "aws_cloudwatch_log_group.database_error";
const OF_BUCKET = [
  "aws_s3_bucket_lifecycle_configuration.bucket",
  "aws_s3_bucket_policy.bucket",
  "aws_s3_bucket_public_access_block.bucket",
  "aws_s3_bucket_server_side_encryption_configuration.bucket",
  "aws_s3_bucket_versioning.bucket",
];
/** What goes with a cluster that is made again. */
const WITH_CLUSTER = [
  A,
  B,
  "aws_ssm_parameter.database_name",
  "aws_ssm_parameter.database_endpoint",
  "aws_ssm_parameter.database_reader_endpoint",
  "aws_ssm_parameter.database_secret_arn",
  "aws_iam_role_policy.database_read_secrets",
];
const lifecycle = (days: number) => ({
  "aws_s3_bucket_lifecycle_configuration.bucket": {
    rule: [
      {
        abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
        expiration: [{ expired_object_delete_marker: true }],
        filter: [{}],
        id: "old-versions",
        noncurrent_version_expiration: [{ newer_noncurrent_versions: 20, noncurrent_days: days }],
        status: "Enabled",
      },
    ],
  },
});

export const data: readonly Pair[] = [
  {
    name: "cluster-deleted",
    from: "lab",
    what: "The cluster and its instances leave the configuration",
    remove: [CLUSTER, A, B],
    label: withFollowing(danger(CLUSTER), ...WITH_CLUSTER),
    twin: {
      what: "The cluster gets a tag",
      set: { [CLUSTER]: { tags: { Name: "lab-database", Team: "web" } } },
      label: safe,
    },
  },
  {
    name: "cluster-replaced",
    from: "lab",
    what: "Another database name",
    settings: { database: { name: "other" } },
    form: "both",
    label: withFollowing(danger(CLUSTER), ...WITH_CLUSTER),
    twin: { what: "Longer backups", settings: { database: { backupDays: 7 } }, label: safe },
  },
  {
    name: "network-replaced",
    from: "lab",
    what: "Another address range",
    settings: { network: { cidr: "10.9.0.0/16" } },
    form: "both",
    label: everywhere(danger(CLUSTER)),
    twin: {
      what: "The network gets a tag",
      set: { "aws_vpc.network": { tags: { Name: "lab-network", Team: "web" } } },
      label: safe,
    },
  },
  {
    name: "log-group-forgotten",
    from: "lab",
    what: "A log group leaves Terraform's care and stays",
    remove: [LOGS],
    blocks: { removed: [{ from: LOGS, lifecycle: { destroy: false } }] },
    label: attention(LOGS),
    twin: {
      what: "The log group gets another name in Terraform, with a moved block",
      remove: [LOGS],
      add: {
        "aws_cloudwatch_log_group.errors": {
          name: "/aws/rds/cluster/lab-database/error",
          retention_in_days: 30,
          tags: { Name: "lab-database-error" },
        },
      },
      blocks: { moved: [{ from: LOGS, to: "aws_cloudwatch_log_group.errors" }] },
      label: safe,
    },
  },
  {
    name: "every-instance-deleted",
    from: "lab",
    what: "Both instances of the cluster leave the configuration",
    remove: [A, B],
    label: { verdict: ["danger"], found: [{ at: [A, B], level: ["danger"] }], follows: [A, B] },
    twin: { what: "One of two instances leaves", remove: [B], label: attention(B) },
  },
  {
    name: "state-bucket-deleted",
    from: "state",
    what: "The bucket of states leaves the configuration",
    remove: [BUCKET, ...OF_BUCKET],
    label: withFollowing(danger(BUCKET), ...OF_BUCKET),
    twin: {
      what: "The bucket gets a tag",
      set: { [BUCKET]: { tags: { Name: "state-bucket", Team: "web" } } },
      label: safe,
    },
  },
  {
    name: "force-destroy",
    from: "state",
    what: "The bucket may be destroyed with all versions in it",
    set: { [BUCKET]: { force_destroy: true } },
    label: attention(BUCKET),
    twin: {
      what: "The bucket's lifecycle keeps versions longer",
      set: lifecycle(180),
      label: safe,
    },
  },
  {
    name: "versioning-suspended",
    from: "state",
    what: "Versions of states are kept no more",
    set: {
      "aws_s3_bucket_versioning.bucket": { versioning_configuration: { status: "Suspended" } },
    },
    label: attention("aws_s3_bucket_versioning.bucket"),
    twin: {
      what: "Versioning stays on, and says what is the default",
      set: {
        "aws_s3_bucket_versioning.bucket": {
          versioning_configuration: { status: "Enabled", mfa_delete: "Disabled" },
        },
      },
      label: safe,
    },
  },
  {
    name: "versions-shorter",
    from: "state",
    what: "Old versions of states go after one day instead of 90",
    set: lifecycle(1),
    label: attention("aws_s3_bucket_lifecycle_configuration.bucket"),
    twin: { what: "They stay for 365 days", set: lifecycle(365), label: safe },
  },
  {
    name: "logs-shorter",
    from: "lab",
    what: "Logs are kept for 7 days instead of 30",
    set: { [LOGS]: { retention_in_days: 7 } },
    label: attention(LOGS),
    twin: {
      what: "Logs are kept for 90 days",
      set: { [LOGS]: { retention_in_days: 90 } },
      label: safe,
    },
  },
  {
    name: "log-group-deleted",
    from: "prod",
    what: "Flow logs off",
    settings: { network: { flowLogs: "none" } },
    label: withFollowing(
      danger("aws_cloudwatch_log_group.network_flow_logs"),
      "aws_flow_log.network_flow_logs",
      "aws_iam_role.network_flow_logs",
      "aws_iam_role_policy.network_flow_logs_write",
    ),
    twin: {
      what: "Flow logs of rejected connections only",
      settings: { network: { flowLogs: "rejected" } },
      label: open("aws_flow_log.network_flow_logs"),
    },
  },
];
