import { settingsOf, synthStage } from "../support/synth";
import { policyOf, type Synthesized } from "../support/synthesized";

const TO_LATEST = { from: "lab-database", to: "latest" };
const stage = (database: object, of: "lab" | "prod" = "lab") => synthStage(of, { database });
const both = () => stage({ restore: TO_LATEST });

const FIRST = "aws_rds_cluster.database";
const SECOND = "aws_rds_cluster.database_cluster_2";

/** Of a cluster what says where its data comes from. */
function sourceOf(stack: Synthesized, address: string) {
  const { snapshot_identifier, restore_to_point_in_time } = stack.at(address);
  return snapshot_identifier ?? restore_to_point_in_time;
}

/** The addresses that Terraform forgets if it knows them. */
function forgotten(stack: Synthesized): string[] {
  const all = (stack.document.removed ?? []).map(({ from, lifecycle }) => {
    expect(lifecycle).toEqual({ destroy: false });
    return from;
  });
  return all.filter((from) => !from.startsWith("aws_kms_key.")); // of no place
}

/** All that the settings describe in one of the places. */
function ofPlace(stack: Synthesized, place: 1 | 2): string[] {
  const types = ["aws_rds_cluster", "aws_rds_cluster_instance", "aws_cloudwatch_log_group"];
  const all = types.flatMap((type) => stack.addresses(type));
  const second = (address: string) => address.includes(".database_cluster_2");
  const ours = all.filter((address) => address.includes(".database"));
  return ours.filter((address) => second(address) === (place === 2)).sort();
}

describe("a restored cluster", () => {
  test("has an identifier and instances that no cluster and no instance of the other place can have", () => {
    expect(both().at(SECOND)).toMatchObject({ cluster_identifier: "lab-database-2" });
    expect(both().at("aws_rds_cluster_instance.database_cluster_2_a")).toMatchObject({
      identifier: "lab-database-2-a",
      cluster_identifier: "${aws_rds_cluster.database_cluster_2.id}",
      instance_class: "db.t4g.medium",
      availability_zone: "us-east-1a",
    });
  });

  test("has the first one's values for all that AWS would otherwise choose", () => {
    const told = [
      "backup_retention_period",
      "copy_tags_to_snapshot",
      "db_cluster_parameter_group_name",
      "db_subnet_group_name",
      "deletion_protection",
      "enabled_cloudwatch_logs_exports",
      "engine_version",
      "manage_master_user_password",
      "port",
      "preferred_backup_window",
      "preferred_maintenance_window",
      "storage_encrypted",
      "vpc_security_group_ids",
    ];
    const said = (address: string) => told.map((key) => [key, both().at(address)[key]]);
    expect(said(SECOND)).toEqual(said(FIRST));
    expect(said(FIRST).filter(([, value]) => value === undefined)).toEqual([]);
  });

  test("uses the engine's own port: the provider doesn't send ours with a restore to a time", () => {
    expect(both().at(SECOND)).toMatchObject({ port: 3306 });
  });

  test("has its log groups made first, since RDS would make ones that never expire", () => {
    expect(both().at(SECOND)).toMatchObject({
      depends_on: [
        "aws_cloudwatch_log_group.database_cluster_2_error",
        "aws_cloudwatch_log_group.database_cluster_2_slowquery",
      ],
    });
    expect(both().at("aws_cloudwatch_log_group.database_cluster_2_error")).toMatchObject({
      name: "/aws/rds/cluster/lab-database-2/error",
      retention_in_days: 30,
    });
  });

  test("is protected as the first one, and leaves a snapshot of another name", () => {
    const prod = stage({ restore: { ...TO_LATEST, from: "prod-database" } }, "prod");
    expect(prod.at(SECOND)).toMatchObject({
      deletion_protection: true,
      skip_final_snapshot: false,
      final_snapshot_identifier: "prod-database-2-final",
      lifecycle: { prevent_destroy: true },
    });
  });

  test("stands behind the firewall and the groups of the first one: a restore makes no other", () => {
    const of = (type: string) => both().addresses(type);
    expect(of("aws_db_subnet_group")).toEqual(["aws_db_subnet_group.database"]);
    expect(of("aws_rds_cluster_parameter_group")).toEqual([
      "aws_rds_cluster_parameter_group.database",
    ]);
  });
});

describe("the source", () => {
  const TIME = "2026-11-29T10:00:00Z";
  const DELETED = "cluster-ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const ARN = "arn:aws:rds:us-east-1:123456789012:cluster-snapshot:before";
  test.each([
    [
      "a cluster, at its latest",
      TO_LATEST,
      { source_cluster_identifier: "lab-database", use_latest_restorable_time: true },
    ],
    [
      "a cluster, at a time",
      { from: "lab-database", to: TIME },
      { source_cluster_identifier: "lab-database", restore_to_time: TIME },
    ],
    [
      "a deleted cluster",
      { from: DELETED, to: "latest" },
      { source_cluster_resource_id: DELETED, use_latest_restorable_time: true },
    ],
    ["a snapshot", { from: "before" }, "before"],
    ["a snapshot by its ARN", { from: ARN }, ARN],
  ])("is %s", (_, restore, source) => {
    expect(sourceOf(stage({ restore }), SECOND)).toEqual(source);
  });

  test("is that of every cluster that isn't there yet, so that none begins empty", () => {
    expect(sourceOf(both(), FIRST)).toEqual(sourceOf(both(), SECOND));
  });

  test.each([FIRST, SECOND])("is settled when %s is made, and so is its master user", (address) => {
    expect(both().at(address).lifecycle).toMatchObject({
      ignore_changes: expect.arrayContaining([
        "restore_to_point_in_time",
        "snapshot_identifier",
        "master_username",
      ]),
    });
  });

  test("into the place of the app's cluster makes one cluster, and no second one", () => {
    const alone = stage({ restore: { ...TO_LATEST, from: DELETED, into: 1 } });
    expect(alone.addresses("aws_rds_cluster")).toEqual([FIRST]);
    expect(sourceOf(alone, FIRST)).toMatchObject({ source_cluster_resource_id: DELETED });
  });
});

describe("the cluster that the app uses", () => {
  const switched = () => stage({ restore: TO_LATEST, cluster: 2 });
  const facts = (stack: Synthesized) =>
    ["endpoint", "reader_endpoint", "secret_arn"].map(
      (key) => stack.at(`aws_ssm_parameter.database_${key}`).value,
    );

  test("is the first one beside a copy, until the settings say otherwise", () => {
    expect(facts(both())).toEqual(facts(stage({})));
  });

  test("is what the parameters and the outputs name", () => {
    expect(facts(switched())).toEqual([
      "${aws_rds_cluster.database_cluster_2.endpoint}",
      "${aws_rds_cluster.database_cluster_2.reader_endpoint}",
      "${aws_rds_cluster.database_cluster_2.master_user_secret[0].secret_arn}",
    ]);
    expect(switched().document.output).toMatchObject({
      database_cluster: { value: "${aws_rds_cluster.database_cluster_2.cluster_identifier}" },
      database_secret_arn: { value: facts(switched())[2] },
    });
  });

  test("changes without another fleet: nothing differs but parameters and outputs", () => {
    const [before, after] = [both(), switched()];
    const differing = before.addresses().filter((address) => {
      return JSON.stringify(before.at(address)) !== JSON.stringify(after.at(address));
    });
    expect(differing).toEqual([
      "aws_ssm_parameter.database_endpoint",
      "aws_ssm_parameter.database_reader_endpoint",
      "aws_ssm_parameter.database_secret_arn",
    ]);
    expect(after.addresses()).toEqual(before.addresses());
  });

  test("may be either for the fleet's role, as long as both are there", () => {
    const mayRead = (stack: Synthesized) => {
      const policy = policyOf(stack.at("aws_iam_role_policy.database_read_secrets").policy);
      return (policy as { Action: unknown; Resource: unknown }[]).find(
        ({ Action }) => Action === "secretsmanager:GetSecretValue",
      )?.Resource;
    };
    const secrets = [FIRST, SECOND].map(
      (address) => `\${${address}.master_user_secret[0].secret_arn}`,
    );
    expect(mayRead(both())).toEqual(secrets);
    expect(mayRead(switched())).toEqual(secrets);
    expect(mayRead(stage({ cluster: 2 }))).toEqual(secrets[1]);
  });
});

describe("a place that the settings leave out", () => {
  test("is forgotten, all that is described there, and nothing of it is deleted", () => {
    expect(forgotten(stage({})).sort()).toEqual(ofPlace(both(), 2));
    expect(forgotten(stage({ cluster: 2 })).sort()).toEqual(ofPlace(both(), 1));
    expect(forgotten(both())).toEqual([]);
  });

  test("is forgotten with instances whose names have dashes", () => {
    const instances = { "blue-1": settingsOf("lab").database.instances.a };
    expect(forgotten(stage({ instances }))).toContain(
      "aws_rds_cluster_instance.database_cluster_2_blue_1",
    );
  });
});
