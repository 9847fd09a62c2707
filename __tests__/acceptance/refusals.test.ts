import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ModifyDBClusterCommand } from "@aws-sdk/client-rds";
import { Database } from "../../constructs/database";
import { Network } from "../../constructs/network";
import { publish } from "../../constructs/outputs";
import { ReadableStack } from "../../constructs/readable-stack";
import { aws } from "../../emulator/aws";
import { linesOf } from "../../terraform/steps";
import { Deployment, onEmulator, refusalOf } from "../support/deployment";
import { leftBy } from "../support/left";
import { settingsOf, synth } from "../support/synth";
import { Synthesized } from "../support/synthesized";

/** Of lab, some settings changed, network and database alone: its plans take seconds. */
function small(change: object = {}): Synthesized {
  const { region, account, backend, network: range, database, ...more } = settingsOf("lab", change);
  const { logs, encryption } = more;
  return synth("lab", (app) => {
    const stack = new ReadableStack(app, "lab", { region, account, backend, tags: {} });
    const network = new Network(stack, "network", { region, logDays: logs.days, ...range });
    const shared = { network, region, clients: 4, logs, encryption, protection: false };
    const { clusterId, conditions } = new Database(stack, "database", { ...database, ...shared });
    publish(stack, { cluster: "" }, { cluster: clusterId }, { cluster: conditions });
  });
}

const mysql = (version: string) => ({ database: { engine: { kind: "aurora-mysql", version } } });
const a = { class: "db.t4g.medium", zone: "a" };
const NEWEST = "8.4.mysql_aurora.8.4.8";

onEmulator("a plan asks AWS, and", (tools) => {
  let stage: Deployment;

  beforeAll(async () => {
    stage = await Deployment.of("lab", tools, () => small());
  });
  afterAll(() => stage?.close());

  const refusal = (change: object) => refusalOf(stage.planOf(small(change)));
  const offered = (version: string, name: string, newest: string) =>
    `database.engine.version: must be a version that us-east-1 offers with ${name}, got ${version}; write another version or another class, the newest version with this class is ${newest}`;

  test("is refused with credentials of another account than the stage's", async () => {
    stage.change(small({ account: "000000000012" }));
    const override = join(stage.folder, "emulator_override.tf.json");
    // The workspace has named the emulator's account in place of the stage's.
    const { provider, ...rest } = JSON.parse(readFileSync(override, "utf8"));
    delete provider.aws[0].allowed_account_ids;
    writeFileSync(override, JSON.stringify({ ...rest, provider }));
    expect(await refusalOf(stage.terraform.plan("-refresh=false"))).toContain(
      "must be asked in the stage's own account, got 123456789012",
    );
  });

  describe("is refused before the database is made,", () => {
    test.each([
      { kind: "aurora-postgresql", version: "99.1", newest: "18.6" },
      { kind: "aurora-mysql", version: "8.0.mysql_aurora.9.99.9", newest: NEWEST },
    ])("for $version, which AWS doesn't have", async ({ newest, ...engine }) => {
      expect(await refusal({ database: { engine } })).toContain(
        offered(engine.version, "db.t4g.medium", newest),
      );
    });

    test("for a class that AWS has with other versions alone", async () => {
      const engine = { kind: "aurora-postgresql", version: "11.21" };
      const instances = { a, b: { class: "db.r6i.large", zone: "b" } };
      expect(await refusal({ database: { engine, instances } })).toContain(
        offered("11.21", "db.r6i.large", "18.6"),
      );
    });

    test("for a class that the region lacks, in the provider's words, at an address that names it", async () => {
      const instances = { a: { class: "db.r9z.large", zone: "a" } };
      const said = await refusal({ database: { instances } });
      expect(said).toContain("no RDS Orderable DB Instance Options found");
      expect(said).toContain("aws_rds_orderable_db_instance.database_offer_db_r9z_large_newest");
    });

    test("for a zone that lacks the class", async () => {
      const instances = { a, e: { class: "db.t4g.medium", zone: "e" } };
      const network = { zones: ["a", "e"] };
      expect(await refusal({ network, database: { instances } })).toContain(
        "database.instances: must be in zones that offer db.t4g.medium, got a, e; choose another class, or zones from us-east-1a, us-east-1b, us-east-1c, us-east-1d, us-east-1f",
      );
    });

    test("for a zone that lacks an endpoint's service", async () => {
      const { text, files, document } = small({ network: { endpoints: ["ssm"] } });
      const { data } = document;
      const there = JSON.stringify(data?.aws_vpc_endpoint_service);
      const elsewhere = there.replaceAll("us-east-1b", "us-east-1x");
      const tampered = new Synthesized(text, files);
      Object.assign(tampered.document.data ?? {}, {
        aws_vpc_endpoint_service: JSON.parse(elsewhere),
      });
      const json = JSON.stringify(tampered.document);
      expect(await refusalOf(stage.planOf(new Synthesized(json, files)))).toMatch(
        /network\.endpoints: must be offered in every zone of the network \(a, b\), got ssm; leave it out, or choose zones from us-east-1a, /,
      );
    });
  });

  describe("of a database that runs", () => {
    beforeAll(async () => {
      stage.change(small());
      await stage.terraform.apply();
    });

    test("has nothing to do where nothing changed", async () => {
      expect(await leftBy(stage.terraform)).toEqual([]);
    });

    test("is refused for an older version", async () => {
      expect(await refusal(mysql("8.0.mysql_aurora.3.08.2"))).toContain(
        "database.engine.version: must not be older than the version that runs (8.0.mysql_aurora.3.10.0), got 8.0.mysql_aurora.3.08.2; write the version that runs, since AWS takes no step back",
      );
    });

    test("is refused for a place where no cluster is, which would begin empty", async () => {
      const says =
        "database.cluster: must be the place of a cluster that is there, got 2 while lab-database is there and lab-database-2 is not; write cluster: 1, or database.restore with a backup to make lab-database-2 from";
      expect(await refusal({ database: { cluster: 2 } })).toContain(says);
      const restore = { from: "lab-database", to: "latest" };
      const both = await stage.planOf(small({ database: { cluster: 2, restore } }));
      expect(linesOf(both)).toContain("create aws_rds_cluster.database_cluster_2");
    });

    test("is refused for another key than the cluster was made with, unless a restore leads there", async () => {
      const encryption = "own-key";
      expect(await refusal({ encryption })).toContain(
        'encryption: must be "aws", which lab-database was made with, got "own-key"; a cluster keeps it for good, so write "aws" again, or add database.restore: { from: "lab-database", to: "latest" }, which makes a second cluster with it',
      );
      const restore = { from: "lab-database", to: "latest" };
      const both = await stage.planOf(small({ encryption, database: { restore } }));
      expect(linesOf(both)).toEqual(
        expect.arrayContaining([
          "create aws_kms_key.database",
          "create aws_rds_cluster.database_cluster_2",
        ]),
      );
    });

    test("is refused for backtrack where the cluster was made without, unless a restore leads there", async () => {
      const backtrackHours = 24;
      expect(await refusal({ database: { backtrackHours } })).toContain(
        'database.backtrackHours: must be 0, which lab-database was made with, got 24; a cluster keeps it for good, so write 0 again, or add database.restore: { from: "lab-database", to: "latest" }, which makes a second cluster with it',
      );
      const restore = { from: "lab-database", to: "latest" };
      const both = await stage.planOf(small({ database: { backtrackHours, restore } }));
      expect(linesOf(both)).toContain("create aws_rds_cluster.database_cluster_2");
    });

    test("is refused where insights are left out and the cluster has advanced ones", async () => {
      const copy = await stage.copy();
      const advanced = {
        DBClusterIdentifier: "lab-database",
        DatabaseInsightsMode: "advanced",
        EnablePerformanceInsights: true,
        PerformanceInsightsRetentionPeriod: 465,
      } as const;
      await aws(copy.emulator).rds.send(new ModifyDBClusterCommand(advanced));
      copy.change(small());
      const said = await refusalOf(copy.terraform.plan());
      await copy.close();
      expect(said).toContain(
        'database.insights: must be written, since lab-database has advanced insights, got nothing; write "advanced" to keep them, or "standard", which deletes what is older than a week',
      );
    });

    test("is refused for a newer version that AWS doesn't have", async () => {
      expect(await refusal(mysql("8.0.mysql_aurora.3.99.0"))).toContain(
        offered("8.0.mysql_aurora.3.99.0", "db.t4g.medium", NEWEST),
      );
    });

    test("is refused for another major version", async () => {
      expect(await refusal(mysql(NEWEST))).toContain(
        `database.engine.version: must be of the major version that runs (8.0.mysql_aurora.3.10.0), got ${NEWEST}; first move the cluster by a blue/green deployment, then write its new version`,
      );
    });

    test("is refused for a new instance in a zone that lacks its class", async () => {
      const b = { class: "db.t4g.medium", zone: "b" };
      const instances = { a, b, e: { class: "db.t4g.medium", zone: "e" } };
      const network = { zones: ["a", "b", "e"] };
      expect(await refusal({ network, database: { instances } })).toContain(
        "database.instances: must be in zones that offer db.t4g.medium, got a, b, e; choose",
      );
    });

    test("goes on with a version that runs and that AWS no longer offers", async () => {
      const { text, files } = small();
      const without = text.replaceAll(
        /("preferred_engine_versions": \[\s*)"8\.0\.mysql_aurora\.3\.10\.0"/g,
        '$1"0"',
      );
      expect(without).not.toBe(text);
      expect(linesOf(await stage.planOf(new Synthesized(without, files)))).toEqual([]);
    });

    // Last, since the version stays.
    test("is refused for the old version after AWS raised it, and the new one is no change", async () => {
      const { rds } = aws(stage.emulator);
      const raised = {
        DBClusterIdentifier: "lab-database",
        EngineVersion: "8.0.mysql_aurora.3.10.1",
        ApplyImmediately: true,
      };
      await rds.send(new ModifyDBClusterCommand(raised));
      stage.change(small());
      expect(await refusalOf(stage.terraform.plan())).toContain(
        "must not be older than the version that runs (8.0.mysql_aurora.3.10.1), got 8.0.mysql_aurora.3.10.0; write the version that runs",
      );
      stage.change(small(mysql(raised.EngineVersion)));
      expect(await leftBy(stage.terraform)).toEqual([]);
    });
  });
});
