import { synthStage } from "../support/synth";
import { policyOf } from "../support/synthesized";

const lab = () => synthStage("lab");
const prod = () => synthStage("prod");
const postgres = () =>
  synthStage("lab", { database: { engine: { kind: "aurora-postgresql", version: "16.8" } } });

describe("the cluster", () => {
  test("is encrypted, and AWS makes, keeps and rotates its password", () => {
    const cluster = lab().at("aws_rds_cluster.database");
    expect(cluster).toMatchObject({
      engine: "aurora-mysql",
      engine_version: "8.0.mysql_aurora.3.10.0",
      database_name: "immersionday",
      storage_encrypted: true,
      manage_master_user_password: true,
      vpc_security_group_ids: ["${aws_security_group.database_firewall.id}"],
      backup_retention_period: 1,
      copy_tags_to_snapshot: true,
    });
    expect(cluster).not.toHaveProperty("master_password");
  });

  test("never names availability zones, which the next plan would replace it for", () => {
    expect(prod().at("aws_rds_cluster.database")).not.toHaveProperty("availability_zones");
  });

  test("changes at the apply, not in the next maintenance window", () => {
    expect(lab().at("aws_rds_cluster.database")).toMatchObject({ apply_immediately: true });
  });

  test("has windows of its own, and the setting moves them, the instances' too", () => {
    const [cluster, instance] = ["aws_rds_cluster.database", "aws_rds_cluster_instance.database_a"];
    const hours = ["preferred_backup_window", "preferred_maintenance_window", "apply_immediately"];
    const said = (stack: ReturnType<typeof lab>, address: string) =>
      hours.map((each) => stack.at(address)[each]);
    expect(said(prod(), cluster)).toEqual(["03:00-04:00", "sun:04:30-sun:05:30", true]);
    expect(said(prod(), instance)).toEqual([undefined, undefined, true]);
    const windows = { backup: "01:00-02:00", maintenance: "sat:02:00-sat:03:00" } as const;
    const moved = synthStage("lab", { database: { windows: { ...windows, apply: "window" } } });
    expect(said(moved, cluster)).toEqual([windows.backup, windows.maintenance, false]);
    expect(said(moved, instance)).toEqual([undefined, windows.maintenance, false]);
  });

  test("lives in the isolated tier", () => {
    expect(lab().at("aws_db_subnet_group.database").subnet_ids).toEqual([
      "${aws_subnet.network_isolated_a.id}",
      "${aws_subnet.network_isolated_b.id}",
    ]);
  });

  test("finds its log groups made, or RDS makes ones that never expire", () => {
    expect(lab().at("aws_rds_cluster.database")).toMatchObject({
      enabled_cloudwatch_logs_exports: ["error", "slowquery"],
      depends_on: [
        "aws_cloudwatch_log_group.database_error",
        "aws_cloudwatch_log_group.database_slowquery",
      ],
    });
    expect(lab().at("aws_cloudwatch_log_group.database_error")).toMatchObject({
      name: "/aws/rds/cluster/lab-database/error",
      retention_in_days: 30,
    });
  });
});

describe("protection", () => {
  test("on: no delete, no destroy, and a last snapshot", () => {
    expect(prod().at("aws_rds_cluster.database")).toMatchObject({
      deletion_protection: true,
      skip_final_snapshot: false,
      final_snapshot_identifier: "prod-database-final",
      delete_automated_backups: false,
      lifecycle: { prevent_destroy: true },
    });
  });

  test("off: gone with one destroy", () => {
    const cluster = lab().at("aws_rds_cluster.database");
    expect(cluster).toMatchObject({
      deletion_protection: false,
      skip_final_snapshot: true,
      delete_automated_backups: true,
      lifecycle: { prevent_destroy: false },
    });
    expect(cluster).not.toHaveProperty("final_snapshot_identifier");
  });
});

describe("an instance", () => {
  test("has its own class and zone, and no role in its name", () => {
    const { database_a, database_b } = lab().document.resource.aws_rds_cluster_instance ?? {};
    expect(database_a).toMatchObject({
      identifier: "lab-database-a",
      instance_class: "db.t4g.medium",
      availability_zone: "us-east-1a",
    });
    expect(database_b).toMatchObject({
      identifier: "lab-database-b",
      availability_zone: "us-east-1b",
    });
  });

  test("leaves its version to the cluster and its upgrades to us", () => {
    const instance = lab().at("aws_rds_cluster_instance.database_a");
    expect(instance).not.toHaveProperty("engine_version");
    expect(instance).toMatchObject({ auto_minor_version_upgrade: false, promotion_tier: 1 });
  });

  test("shows a certificate of the authority that is written out", () => {
    for (const stage of [lab(), prod()]) {
      const { ca_cert_identifier } = stage.at("aws_rds_cluster_instance.database_a");
      expect(ca_cert_identifier).toBe("rds-ca-rsa2048-g1");
    }
  });

  test("measures performance where its class can", () => {
    const at = "aws_rds_cluster_instance.database_a";
    expect(lab().at(at)).toMatchObject({ performance_insights_enabled: false });
    expect(prod().at(at)).toMatchObject({ performance_insights_enabled: true });
  });

  test("may be named like another resource of ours", () => {
    const instances = { port: { class: "db.t4g.medium", zone: "a" } };
    const odd = synthStage("lab", { database: { instances } });
    expect(odd.has("aws_rds_cluster_instance.database_port")).toBe(true);
    expect(odd.has("aws_ssm_parameter.database_port")).toBe(true);
  });
});

describe("engines", () => {
  test("MySQL takes TLS connections only, on 3306", () => {
    expect(lab().at("aws_rds_cluster_parameter_group.database")).toMatchObject({
      family: "aurora-mysql8.0",
      parameter: expect.arrayContaining([{ name: "require_secure_transport", value: "ON" }]),
    });
    expect(lab().at("aws_rds_cluster.database")).toMatchObject({ port: 3306 });
  });

  test("PostgreSQL takes TLS connections only, on 5432", () => {
    expect(postgres().at("aws_rds_cluster_parameter_group.database")).toMatchObject({
      family: "aurora-postgresql16",
      parameter: expect.arrayContaining([{ name: "rds.force_ssl", value: "1" }]),
    });
    expect(postgres().at("aws_rds_cluster.database")).toMatchObject({
      engine: "aurora-postgresql",
      engine_version: "16.8",
      port: 5432,
      enabled_cloudwatch_logs_exports: ["postgresql"],
    });
    expect(
      postgres().at("aws_vpc_security_group_ingress_rule.database_firewall_from_web_sql"),
    ).toMatchObject({ from_port: 5432, to_port: 5432 });
  });

  test("ends a statement at 5 s, each engine by its own parameter in milliseconds", () => {
    const limits = [lab(), postgres()].map((stage) => {
      const { parameter } = stage.at("aws_rds_cluster_parameter_group.database");
      const all = parameter as { name: string; value: string }[];
      return all.filter(({ name }) => /^(max_execution|max_statement|statement)_/.test(name));
    });
    expect(limits).toEqual([
      [{ name: "max_execution_time", value: "5000" }],
      [{ name: "statement_timeout", value: "5000" }],
    ]);
  });
});

describe("how to connect", () => {
  test("lies in the Parameter Store, without the password", () => {
    const values = Object.fromEntries(
      lab()
        .addresses("aws_ssm_parameter")
        .filter((address) => address.includes(".database_"))
        .map((address) => [lab().at(address).name, lab().at(address).value]),
    );
    expect(values).toEqual({
      "/lab/database/engine": "aurora-mysql",
      "/lab/database/clients": "4",
      "/lab/database/endpoint": "${aws_rds_cluster.database.endpoint}",
      "/lab/database/reader-endpoint": "${aws_rds_cluster.database.reader_endpoint}",
      "/lab/database/port": "3306",
      "/lab/database/name": "immersionday",
      "/lab/database/secret-arn": "${aws_rds_cluster.database.master_user_secret[0].secret_arn}",
    });
  });

  test("can be read by the fleet's role: this one secret and these parameters", () => {
    expect(lab().at("aws_iam_role_policy.database_read_secrets")).toMatchObject({
      name: "ReadSecrets",
      role: "${aws_iam_role.web.name}",
    });
    const parameters = [
      "engine",
      "clients",
      "endpoint",
      "reader_endpoint",
      "port",
      "name",
      "secret_arn",
    ];
    const arns = parameters.map((name) => `\${aws_ssm_parameter.database_${name}.arn}`);
    expect(policyOf(lab().at("aws_iam_role_policy.database_read_secrets").policy)).toEqual([
      {
        Effect: "Allow",
        Action: "secretsmanager:GetSecretValue",
        Resource: "${aws_rds_cluster.database.master_user_secret[0].secret_arn}",
      },
      {
        Effect: "Allow",
        Action: ["ssm:GetParameter", "ssm:GetParameters"],
        Resource: arns,
      },
    ]);
  });
});

test("asks AWS once for each class, however many instances have it", () => {
  const of = (name: string, zone: string) => ({ class: name, zone });
  const instances = {
    a: of("db.r6g.large", "a"),
    b: of("db.r6g.large", "b"),
    c: of("db.r7g.large", "a"),
  };
  expect(
    synthStage("lab", { database: { instances } }).addresses("data.aws_rds_orderable_db_instance"),
  ).toEqual([
    "data.aws_rds_orderable_db_instance.database_offer_db_r6g_large",
    "data.aws_rds_orderable_db_instance.database_offer_db_r6g_large_newest",
    "data.aws_rds_orderable_db_instance.database_offer_db_r7g_large",
    "data.aws_rds_orderable_db_instance.database_offer_db_r7g_large_newest",
  ]);
});
