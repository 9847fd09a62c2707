import {
  attention,
  attentionAtOneOf,
  danger,
  everywhere,
  open,
  type Pair,
  risk,
  safe,
  wholePlan,
  withFollowing,
} from "../change";

const CLUSTER = "aws_rds_cluster.database";
const B = "aws_rds_cluster_instance.database_b";
const COMPONENT = "aws_imagebuilder_component.recipe";
const POLICY = "aws_autoscaling_policy.web_cpu";
const WEB_GROUP = "aws_security_group.web_firewall";
const EXTRA = "aws_cloudwatch_log_group.extra";
const imported = (retention_in_days: number) => ({
  add: { [EXTRA]: { name: "/lab/extra", retention_in_days } },
  blocks: { import: [{ to: EXTRA, id: "/lab/extra" }] },
  outside: "logGroup" as const,
});
const ON_CPU = { settings: { web: { targetCpu: 50 } } };

export const truth: readonly Pair[] = [
  {
    name: "class-changed-by-hand",
    form: "both",
    from: "lab",
    what: "The reader's class was changed by hand, and the plan puts it back",
    outside: "largerReader",
    label: attention(B),
    twin: { what: "Scaling has started an instance", outside: "oneInstanceMore", label: safe },
  },
  {
    name: "parameter-deleted-by-hand",
    from: "lab",
    what: "A parameter was deleted by hand, and the plan makes it again",
    outside: "noDatabaseName",
    label: withFollowing(
      attention("aws_ssm_parameter.database_name"),
      "aws_iam_role_policy.database_read_secrets", // name its ARN, which only the apply tells
      "aws_iam_role_policy.web_own_parameters",
    ),
    twin: {
      what: "Nothing happened since the first apply, but AWS has filled in a lot",
      outside: "nothingButNews",
      label: safe,
    },
  },
  {
    name: "door-opened-by-hand",
    form: "whole",
    from: "lab",
    what: "SSH was opened to the world by hand, and the plan leaves it",
    outside: "openSsh",
    label: risk(WEB_GROUP),
    twin: {
      what: "A group was tagged by hand, and the plan takes the tag away",
      outside: "taggedGroup",
      label: open(WEB_GROUP),
    },
  },
  {
    name: "seen-by-refresh-only",
    form: "whole",
    from: "lab",
    what: "A plan that only refreshes, after the reader's class was changed by hand",
    outside: "largerReader",
    args: ["-refresh-only"],
    label: attention(B),
    twin: {
      what: "A plan that only refreshes, and nothing has changed",
      args: ["-refresh-only"],
      label: safe,
    },
  },
  {
    name: "targeted",
    from: "lab",
    what: "Another CPU target, planned with -target",
    ...ON_CPU,
    args: [`-target=${POLICY}`],
    label: wholePlan(POLICY),
    twin: { what: "Another CPU target", ...ON_CPU, label: safe },
  },
  {
    name: "destroyed",
    from: "lab",
    what: "All of it is destroyed",
    args: ["-destroy"],
    label: everywhere(danger(CLUSTER)),
    twin: { what: "Nothing to do", label: safe },
  },
  {
    name: "older-engine-refused",
    from: "lab",
    what: "An older engine, which a condition refuses",
    set: { [CLUSTER]: { engine_version: "8.0.mysql_aurora.3.08.0" } },
    label: everywhere({ ...risk(), found: [] }),
    twin: {
      what: "The engine that runs, and a tag",
      set: {
        [CLUSTER]: {
          engine_version: "8.0.mysql_aurora.3.10.0",
          tags: { Name: "lab-database", Team: "web" },
        },
      },
      label: safe,
    },
  },
  {
    name: "replaced-on-request",
    from: "lab",
    what: "The reader shall be made again",
    args: [`-replace=${B}`],
    label: attention(B),
    twin: {
      what: "The scaling policy shall be made again",
      args: [`-replace=${POLICY}`],
      label: open(POLICY),
    },
  },
  {
    name: "recipe-replaced-on-request",
    from: "image",
    what: "What a bake does shall be made again, though nothing in it changes",
    args: [`-replace=${COMPONENT}`],
    label: attentionAtOneOf(COMPONENT, "aws_imagebuilder_image_recipe.recipe"),
    twin: {
      what: "What a bake does gets a description, for which it is made again",
      set: { [COMPONENT]: { description: "Bakes the app" } },
      label: safe,
    },
  },
  {
    name: "tainted",
    from: "lab",
    what: "The reader is tainted",
    taint: B,
    label: attention(B),
    twin: { what: "The scaling policy is tainted", taint: POLICY, label: open(POLICY) },
  },
  {
    name: "imported-and-changed",
    from: "lab",
    what: "A log group is imported, and keeps its logs for 7 days instead of 30",
    ...imported(7),
    label: attention(EXTRA),
    twin: { what: "A log group is imported as it is", ...imported(30), label: safe },
  },
  {
    name: "type-without-a-rule",
    from: "lab",
    what: "A resource of a type that no stack of ours has",
    add: { "aws_sqs_queue.more": { name: "lab-more" } },
    label: wholePlan("aws_sqs_queue.more"),
    twin: {
      what: "A bucket of the stage keeps old versions for a week",
      add: {
        "aws_s3_bucket_lifecycle_configuration.release": {
          bucket: "${aws_s3_bucket.release.id}",
          rule: [
            {
              id: "old",
              status: "Enabled",
              filter: [{}],
              noncurrent_version_expiration: [{ noncurrent_days: 7 }],
            },
          ],
        },
      },
      label: open("aws_s3_bucket_lifecycle_configuration.release"),
    },
  },
  {
    name: "secret-in-a-parameter",
    form: "both",
    from: "lab",
    what: "A parameter becomes a secret with another value",
    set: {
      "aws_ssm_parameter.database_name": {
        type: "SecureString",
        value: "planted-secret-parameter",
      },
    },
    label: withFollowing(open("aws_ssm_parameter.database_name")),
    twin: {
      what: "A parameter gets a description",
      set: { "aws_ssm_parameter.database_name": { description: "The app's database" } },
      label: safe,
    },
  },
  {
    name: "paid-by-the-hour",
    from: "lab",
    what: "More instances",
    settings: { web: { min: 3, max: 6 } },
    label: {
      ...open("aws_autoscaling_group.web", "aws_ssm_parameter.database_clients"),
      costs: "more",
    },
    twin: { what: "Another CPU target", ...ON_CPU, label: { ...safe, costs: "same" } },
  },
  {
    name: "bill-doubled",
    from: "lab",
    what: "A class for the reader that costs more than all the rest",
    set: { [B]: { instance_class: "db.r6g.2xlarge" } },
    label: { ...wholePlan(), costs: "more" },
    twin: {
      what: "The next larger class for the reader",
      set: { [B]: { instance_class: "db.t4g.large" } },
      label: { ...safe, costs: "more" },
    },
  },
];
