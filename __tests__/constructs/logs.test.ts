import { synthStage } from "../support/synth";
import { policyOf } from "../support/synthesized";

const lab = () => synthStage("lab");
const postgres = () =>
  synthStage("lab", { database: { engine: { kind: "aurora-postgresql", version: "16.8" } } });

describe("the access logs", () => {
  const BUCKET = "load_balancer_access_logs";

  test("are off in so many words, since the provider leaves on what isn't said", () => {
    expect(lab().at("aws_lb.load_balancer").access_logs).toEqual({ bucket: "", enabled: false });
    expect(lab().addresses("aws_s3_bucket")).toEqual(["aws_s3_bucket.release"]);
  });

  test("go to a bucket that their service may write into, for this account alone", () => {
    const logging = synthStage("lab", { logs: { access: "bucket" } });
    expect(logging.at("aws_lb.load_balancer")).toMatchObject({
      access_logs: { bucket: `\${aws_s3_bucket.${BUCKET}.id}`, enabled: true },
      depends_on: expect.arrayContaining([`aws_s3_bucket_policy.${BUCKET}`]),
    });
    const statements = policyOf(logging.at(`aws_s3_bucket_policy.${BUCKET}`).policy);
    expect(statements).toEqual([
      expect.objectContaining({ Sid: "TlsOnly", Effect: "Deny" }),
      {
        Effect: "Allow",
        Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: `\${aws_s3_bucket.${BUCKET}.arn}/AWSLogs/\${aws_vpc.network.owner_id}/*`,
      },
    ]);
  });

  test.each([
    ["lab", 30, true],
    ["prod", 400, false],
  ] as const)("of %s are kept %d days, and go with a destroy: %s", (stage, days, go) => {
    const logging = synthStage(stage, { logs: { access: "bucket", days } });
    expect(logging.at(`aws_s3_bucket_lifecycle_configuration.${BUCKET}`)).toMatchObject({
      rule: [{ status: "Enabled", expiration: [{ days }] }],
    });
    expect(logging.at(`aws_s3_bucket.${BUCKET}`)).toMatchObject({
      force_destroy: go,
      lifecycle: { prevent_destroy: !go },
    });
  });
});

describe("the audit log", () => {
  const logging = { logs: { audit: "cloudwatch" } };
  const parametersOf = (stack: ReturnType<typeof lab>) =>
    (
      stack.at("aws_rds_cluster_parameter_group.database").parameter as {
        name: string;
        value: string;
      }[]
    ).map(({ name, value }) => `${name}=${value}`);

  test("of MySQL has connections and what changes users, rights and tables, in a log of its own", () => {
    const stack = synthStage("lab", logging);
    expect(parametersOf(stack)).toEqual([
      ...parametersOf(lab()),
      "server_audit_logging=1",
      "server_audit_events=CONNECT,QUERY_DCL,QUERY_DDL",
    ]);
    expect(stack.at("aws_rds_cluster.database")).toMatchObject({
      enabled_cloudwatch_logs_exports: ["error", "slowquery", "audit"],
      depends_on: expect.arrayContaining(["aws_cloudwatch_log_group.database_audit"]),
    });
  });

  test("of PostgreSQL has connections alone, since statements hold the passwords that they set", () => {
    const engine = { kind: "aurora-postgresql", version: "16.8" };
    const stack = synthStage("lab", { ...logging, database: { engine } });
    expect(parametersOf(stack)).toEqual([
      ...parametersOf(postgres()),
      "log_connections=1",
      "log_disconnections=1",
    ]);
    expect(stack.addresses("aws_cloudwatch_log_group")).toEqual([
      "aws_cloudwatch_log_group.database_postgresql",
    ]);
  });
});

test("all logs of a stage are kept as long as the setting says", () => {
  const change = { logs: { days: 7 }, network: { flowLogs: "all" }, web: { agent: "cloudwatch" } };
  const stack = synthStage("lab", change);
  const groups = stack.addresses("aws_cloudwatch_log_group");
  expect(groups).toHaveLength(4);
  for (const group of groups) expect(stack.at(group)).toMatchObject({ retention_in_days: 7 });
});
