import type { Line, Transition } from "./transition";

const LATEST = { from: "lab-database", to: "latest" };
const RESTORED = { database: { restore: LATEST } };
const SWITCHED = { database: { restore: LATEST, cluster: 2 } };

/** What Terraform forgets with a cluster: `database_cluster_2`. */
const forgotten = (name: string): Line[] => [
  `forget aws_cloudwatch_log_group.${name}_error`,
  `forget aws_cloudwatch_log_group.${name}_slowquery`,
  `forget aws_rds_cluster.${name}`,
  `forget aws_rds_cluster_instance.${name}_a`,
  `forget aws_rds_cluster_instance.${name}_b`,
  "update aws_iam_role_policy.database_read_secrets (policy)",
];

const EMPTY = "The source of an existing cluster is ignored, so the plan is empty.";

export const restore: readonly Transition[] = [
  {
    change: "Restore the database",
    from: "lab",
    settings: RESTORED,
    plan: [
      "create aws_cloudwatch_log_group.database_cluster_2_error",
      "create aws_cloudwatch_log_group.database_cluster_2_slowquery",
      "create aws_rds_cluster.database_cluster_2",
      "create aws_rds_cluster_instance.database_cluster_2_a",
      "create aws_rds_cluster_instance.database_cluster_2_b",
      "update aws_iam_role_policy.database_read_secrets (policy)",
    ],
    note: "The restored cluster comes up as a second one, and the app goes on with the first. `npm run ops -- restore` takes these steps, and checks the copy before it switches.",
  },
  {
    change: "Another time for a restored database",
    from: "lab",
    nightly: true,
    first: [RESTORED],
    settings: { database: { restore: { from: "lab-database", to: "2026-11-29T10:00:00Z" } } },
    plan: [],
    note: `${EMPTY} To restore to another time, remove the copy by its name first.`,
  },
  {
    change: "A snapshot instead of a cluster for a restored database",
    from: "lab",
    nightly: true,
    first: [RESTORED],
    settings: { database: { restore: { from: "lab-before" } } },
    plan: [],
    note: EMPTY,
  },
  {
    change: "Switch the app to the restored database",
    from: "lab",
    nightly: true,
    first: [RESTORED],
    settings: SWITCHED,
    plan: [
      "update aws_ssm_parameter.database_endpoint (insecure_value, value, version)",
      "update aws_ssm_parameter.database_reader_endpoint (insecure_value, value, version)",
      "update aws_ssm_parameter.database_secret_arn (insecure_value, value, version)",
    ],
    varies: ["address"],
    note: "No instance is replaced: each of them follows its parameters within ten seconds. What is saved in the old cluster meanwhile is not in the new one. `cluster: 1` leads back.",
  },
  {
    change: "Leave the old database after a restore",
    from: "lab",
    nightly: true,
    first: [RESTORED, SWITCHED],
    settings: { database: { cluster: 2 } },
    plan: forgotten("database"),
    oneWay: true,
    note: "The old cluster stays in AWS, and costs as much as before. `npm run ops -- restore lab --remove lab-database` deletes it, with a last snapshot where the stage has `protection`. There is no way back: Terraform doesn't know the cluster any more.",
  },
  {
    change: "Give a restored database up",
    from: "lab",
    nightly: true,
    first: [RESTORED],
    settings: {},
    plan: forgotten("database_cluster_2"),
    note: "The copy stays in AWS until `npm run ops -- restore lab --remove lab-database-2`.",
  },
];
