import type { Transition } from "./transition";

const A = { class: "db.t4g.medium", zone: "a" };
const B = { class: "db.t4g.medium", zone: "b" };
const instances = (all: object) => ({ database: { instances: all } });
/** Changes wait for the maintenance window, with these instances. */
const waiting = (all: object = { a: A, b: B }) => ({
  database: {
    instances: all,
    windows: { backup: "03:00-04:00", maintenance: "sun:04:30-sun:05:30", apply: "window" },
  },
});
const LARGER = { a: A, b: { ...B, class: "db.t4g.large" } };

export const database: readonly Transition[] = [
  {
    change: "Add a database instance",
    from: "lab",
    settings: instances({ a: A, b: B, c: A }),
    plan: ["create aws_rds_cluster_instance.database_c"],
  },
  {
    change: "Remove a database instance",
    from: "lab",
    settings: instances({ a: A }),
    plan: ["delete aws_rds_cluster_instance.database_b"],
  },
  {
    change: "Resize one database instance",
    from: "lab",
    settings: instances(LARGER),
    plan: ["update aws_rds_cluster_instance.database_b (instance_class)"],
    note: "Resize readers first, then fail over to one, then resize the old writer, with one apply for each: AWS changes everything in one apply at the same time.",
  },
  {
    change: "Changes of the database wait for the maintenance window",
    from: "lab",
    settings: waiting(),
    plan: [
      "update aws_rds_cluster.database (apply_immediately)",
      "update aws_rds_cluster_instance.database_a (apply_immediately, preferred_maintenance_window)",
      "update aws_rds_cluster_instance.database_b (apply_immediately, preferred_maintenance_window)",
    ],
    note: 'From then on a deploy books what needs a restart, such as a resize or an upgrade, and AWS carries it out in the window. The change back to "now" carries out at once whatever waits.',
  },
  {
    change: "Resize for the window",
    from: "lab",
    first: [waiting()],
    settings: waiting(LARGER),
    plan: ["update aws_rds_cluster_instance.database_b (instance_class)"],
    repeats: ["update aws_rds_cluster_instance.database_b (instance_class)"],
    oneWay: true,
    note: "Every plan until the window repeats the step, since Terraform doesn't see what waits: deploying it again changes nothing. `npm run ops -- drift` shows what waits. `apply: \"now\"` doesn't cancel the resize: it carries the resize out at once.",
  },
  {
    change: "Resize for the window, taken back",
    from: "lab",
    first: [waiting(), waiting(LARGER)],
    settings: waiting(),
    plan: [],
    unseen: "this instance for some minutes, in the window: the resize stays booked",
    oneWay: true,
    note: "**The plan is empty, and the resize stays booked**: Terraform compares with the class that the instance still has. `npm run ops -- drift` says what waits, and prints the command that takes it back.",
  },
  {
    change: "Move a database instance to another zone",
    from: "lab",
    settings: instances({ a: A, b: { ...B, zone: "a" } }),
    plan: ["replace aws_rds_cluster_instance.database_b (availability_zone)"],
    note: "AWS fixes the zone when an instance is made. The data belongs to the cluster and stays. To keep the number of readers, add an instance first and then remove this one.",
  },
  {
    change: "Engine patch version",
    from: "lab",
    settings: {
      database: { engine: { kind: "aurora-mysql", version: "8.0.mysql_aurora.3.10.1" } },
    },
    plan: ["update aws_rds_cluster.database (engine_version)"],
    oneWay: true,
    note: "The plan stops for a version that AWS doesn't offer, an older one, or another major one, which takes a blue/green deployment. After AWS raised the version by itself, the plan stops until the settings have the new version.",
  },
  {
    change: "Another engine",
    from: "lab",
    settings: { database: { engine: { kind: "aurora-postgresql", version: "16.8" } } },
    plan: [
      "create aws_cloudwatch_log_group.database_postgresql",
      "delete aws_cloudwatch_log_group.database_error",
      "delete aws_cloudwatch_log_group.database_slowquery",
      "replace aws_rds_cluster.database (engine)",
      "replace aws_rds_cluster_instance.database_a (cluster_identifier, engine)",
      "replace aws_rds_cluster_instance.database_b (cluster_identifier, engine)",
      "replace aws_rds_cluster_parameter_group.database (family)",
      "update aws_iam_role_policy.database_read_secrets (policy)",
      "update aws_ssm_parameter.database_endpoint (insecure_value, value, version)",
      "update aws_ssm_parameter.database_engine (insecure_value, value, version)",
      "update aws_ssm_parameter.database_port (insecure_value, value, version)",
      "update aws_ssm_parameter.database_reader_endpoint (insecure_value, value, version)",
      "update aws_ssm_parameter.database_secret_arn (insecure_value, value, version)",
      "update aws_vpc_security_group_egress_rule.web_firewall_to_database_sql (from_port, to_port)",
      "update aws_vpc_security_group_ingress_rule.database_firewall_from_web_sql (from_port, to_port)",
    ],
    varies: ["address", "firewalls", "rights", "writer"],
    note: "Another engine is another database. Move the data to a new stage instead.",
  },
  {
    change: "Another database name",
    from: "lab",
    settings: { database: { name: "other" } },
    plan: [
      "replace aws_rds_cluster.database (database_name)",
      "replace aws_rds_cluster_instance.database_a (cluster_identifier)",
      "replace aws_rds_cluster_instance.database_b (cluster_identifier)",
      "update aws_iam_role_policy.database_read_secrets (policy)",
      "update aws_ssm_parameter.database_endpoint (insecure_value, value, version)",
      "update aws_ssm_parameter.database_name (insecure_value, value, version)",
      "update aws_ssm_parameter.database_reader_endpoint (insecure_value, value, version)",
      "update aws_ssm_parameter.database_secret_arn (insecure_value, value, version)",
    ],
    varies: ["address", "rights", "writer"],
    note: "The name is given when a cluster is made. Another database can be made inside it by SQL.",
  },
  {
    change: "Longer backups",
    from: "lab",
    settings: { database: { backupDays: 7 } },
    plan: ["update aws_rds_cluster.database (backup_retention_period)"],
  },
  {
    change: "Advanced insights",
    from: "prod",
    settings: { database: { insights: "advanced" } },
    plan: [
      "update aws_rds_cluster.database (database_insights_mode, performance_insights_enabled, performance_insights_retention_period)",
    ],
    oneWay: true,
    note: 'To go back, write `"standard"`: with the setting left out, a plan is refused.',
  },
  {
    change: "Standard insights again",
    from: "prod",
    first: [{ database: { insights: "advanced" } }],
    settings: { database: { insights: "standard" } },
    plan: [
      "update aws_rds_cluster.database (database_insights_mode, performance_insights_retention_period)",
    ],
    oneWay: true,
    note: "What is older than a week is deleted.",
  },
];
