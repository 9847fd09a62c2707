import { attention, danger, open, type Pair, risk, safe, withFollowing } from "../change";

const CLUSTER = "aws_rds_cluster.database";
const [A, B] = ["aws_rds_cluster_instance.database_a", "aws_rds_cluster_instance.database_b"];
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
const volume = (more: object) => ({
  "aws_launch_template.web": {
    block_device_mappings: [
      {
        device_name: "/dev/xvda",
        ebs: { delete_on_termination: "true", encrypted: "true", volume_type: "gp3", ...more },
      },
    ],
  },
});

export const protection: readonly Pair[] = [
  {
    name: "final-snapshot-skipped",
    from: "prod",
    what: "A destroy would take no last snapshot",
    set: { [CLUSTER]: { skip_final_snapshot: true } },
    label: attention(CLUSTER),
    twin: {
      what: "The last snapshot gets another name",
      set: { [CLUSTER]: { final_snapshot_identifier: "prod-database-last" } },
      label: safe,
    },
  },
  {
    name: "backups-shorter",
    from: "prod",
    what: "Backups are kept for 3 days instead of 14",
    set: { [CLUSTER]: { backup_retention_period: 3 } },
    label: attention(CLUSTER),
    twin: {
      what: "Backups are kept for 21 days",
      set: { [CLUSTER]: { backup_retention_period: 21 } },
      label: safe,
    },
  },
  {
    name: "backups-go-with-the-cluster",
    from: "prod",
    what: "Automated backups would go with the cluster",
    set: { [CLUSTER]: { delete_automated_backups: true } },
    label: attention(CLUSTER),
    twin: {
      from: "lab",
      what: "Automated backups stay when the cluster goes",
      set: { [CLUSTER]: { delete_automated_backups: false } },
      label: safe,
    },
  },
  {
    name: "cluster-unprotected",
    from: "prod",
    what: "The cluster's deletion protection goes",
    set: { [CLUSTER]: { deletion_protection: false } },
    label: attention(CLUSTER),
    twin: {
      from: "lab",
      what: "The cluster's deletion protection comes",
      set: { [CLUSTER]: { deletion_protection: true } },
      label: safe,
    },
  },
  {
    name: "balancer-unprotected",
    from: "prod",
    what: "The load balancer's deletion protection goes",
    set: { "aws_lb.load_balancer": { enable_deletion_protection: false } },
    label: attention("aws_lb.load_balancer"),
    twin: {
      from: "lab",
      what: "The load balancer's deletion protection comes",
      set: { "aws_lb.load_balancer": { enable_deletion_protection: true } },
      label: safe,
    },
  },
  {
    name: "storage-unencrypted",
    from: "lab",
    what: "The cluster's storage is encrypted no more",
    set: { [CLUSTER]: { storage_encrypted: false } },
    label: withFollowing(danger(CLUSTER), ...WITH_CLUSTER),
    twin: {
      what: "Backups are taken at another hour",
      set: { [CLUSTER]: { preferred_backup_window: "02:00-02:30" } },
      label: safe,
    },
  },
  {
    name: "volumes-unencrypted",
    from: "lab",
    what: "Volumes of new instances are not encrypted",
    set: volume({ encrypted: "false" }),
    label: withFollowing(attention("aws_launch_template.web"), "aws_autoscaling_group.web"),
    twin: {
      what: "Volumes of new instances are larger",
      set: volume({ volume_size: 30 }),
      label: safe,
    },
  },
  {
    name: "restored",
    from: "lab",
    what: "The cluster shall come from an earlier time of another, and what it was made with counts again",
    set: {
      [CLUSTER]: {
        lifecycle: { ignore_changes: [] },
        restore_to_point_in_time: {
          source_cluster_identifier: "lab-other",
          use_latest_restorable_time: true,
        },
      },
    },
    label: withFollowing(danger(CLUSTER), ...WITH_CLUSTER),
    twin: {
      what: "One more kind of log is exported",
      set: { [CLUSTER]: { enabled_cloudwatch_logs_exports: ["audit", "error", "slowquery"] } },
      label: safe,
    },
  },
  {
    name: "password-by-hand",
    from: "lab",
    what: "AWS holds and rotates the password no more",
    set: {
      [CLUSTER]: {
        manage_master_user_password: null,
        master_password: "planted-secret-master-password",
      },
    },
    label: withFollowing(risk(CLUSTER), ...WITH_CLUSTER),
    twin: {
      what: "Snapshots get the cluster's tags no more",
      set: { [CLUSTER]: { copy_tags_to_snapshot: false } },
      label: open(CLUSTER),
    },
  },
  {
    name: "image-parameter-deleted",
    from: "image",
    what: "The parameter that names the stage's image goes",
    remove: ["aws_ssm_parameter.ami"],
    label: risk("aws_ssm_parameter.ami"),
    twin: {
      what: "The next release is baked",
      release: "next",
      label: open("aws_imagebuilder_image.builder", "aws_s3_object.release"),
    },
  },
];
