import {
  CreateDBClusterCommand,
  CreateDBClusterSnapshotCommand,
  DeleteDBClusterCommand,
  DeleteDBInstanceCommand,
} from "@aws-sdk/client-rds";
import { Deployment, onEmulator } from "../support/deployment";
import { type Committed, ONE, RestoreTrial } from "../support/restore-trial";
import { SMALL, smallDatabase } from "../support/small-database";
import { smallProgram } from "../support/small-program";
import { testsAll } from "../support/tests-all";

const [FIRST, SECOND] = ["small-database", "small-database-2"];
const LATEST = { from: FIRST, to: "latest" } as const;
const BOTH: Committed = { cluster: 2, restore: LATEST };
const DONE = { code: 0, err: "" };

onEmulator("npm run ops -- restore, on a small database,", (tools) => {
  let base: Deployment;
  let program: string;
  beforeAll(async () => {
    program = await smallProgram("small-restore");
    base = await Deployment.of(SMALL, tools, () => smallDatabase(ONE));
    await base.terraform.apply();
  });
  afterAll(() => base?.close());

  const on = async <T>(act: (trial: RestoreTrial) => Promise<T>): Promise<T> => {
    const trial = await RestoreTrial.of(base, program);
    return act(trial).finally(() => trial.close());
  };
  const second = {
    instances: [`${SECOND}-a`, `${FIRST}-a`],
    clusters: [FIRST, SECOND],
    uses: SECOND,
  };

  test.concurrent("makes a copy, leads the app there, and leaves settings whose plan is empty", () =>
    on(async (trial) => {
      const { out, ...ended } = await trial.restore("--to", "latest", "--yes").ended;
      expect(ended).toEqual(DONE);
      expect(out).toContain('cluster: 2,\n    restore: { from: "small-database", to: "latest" },');
      expect(await trial.state()).toEqual(second);
      expect(await trial.next(BOTH)).toEqual([]);
    }));

  if (!testsAll) return;

  test.concurrent("killed after each step and started again, it ends the same", () =>
    on(async (trial) => {
      const ended = await trial.killedAfterEachStep("--to", "latest", "--yes");
      expect(ended).toMatchObject({ ...DONE, kills: 2 });
      expect(await trial.state()).toEqual(second);
      expect(await trial.next(BOTH)).toEqual([]);
    }));

  test.concurrent("to a time: the copy is of that time", () =>
    on(async (trial) => {
      const to = `${new Date().toISOString().slice(0, 19)}Z`;
      expect(await trial.restore("--to", to, "--yes").ended).toMatchObject(DONE);
      expect(await trial.state()).toEqual(second);
      expect(await trial.next({ cluster: 2, restore: { from: FIRST, to } })).toEqual([]);
    }));

  test.concurrent("a copy has another secret, resource id and endpoints, and the first one's groups", () =>
    on(async (trial) => {
      expect(await trial.restore("--to", "latest", "--yes").ended).toMatchObject(DONE);
      const [old, copy] = [await trial.cluster(FIRST), await trial.cluster(SECOND)];
      expect(copy.MasterUserSecret?.SecretArn).toMatch(/^arn:/);
      const own = [old, copy].map(({ MasterUserSecret, ...each }) => [
        MasterUserSecret?.SecretArn,
        each.DbClusterResourceId,
        each.Endpoint,
        each.ReaderEndpoint,
      ]);
      for (const [i, value] of (own[0] ?? []).entries()) expect(own[1]?.[i]).not.toBe(value);
      const told = [old, copy].map((each) => [
        each.DBSubnetGroup,
        each.DBClusterParameterGroup,
        each.VpcSecurityGroups?.map(({ VpcSecurityGroupId }) => VpcSecurityGroupId),
        each.Port,
        each.EnabledCloudwatchLogsExports,
        each.DeletionProtection,
        each.BackupRetentionPeriod,
        each.PreferredBackupWindow,
        each.EngineVersion,
      ]);
      expect(told[1]).toEqual(told[0]);
    }));

  test.concurrent("two in a row: the second goes into the place of the one that was removed by its name", () =>
    on(async (trial) => {
      expect(await trial.restore("--to", "latest", "--yes").ended).toMatchObject(DONE);
      trial.committed = BOTH;
      const taken = await trial.restore("--to", "latest", "--yes").ended;
      expect(taken).toMatchObject({ code: 2, err: expect.stringContaining(TAKEN) });
      const going = trial.restore("--remove", FIRST, "--yes");
      await going.says(/^Terraform forgets.* s$/m);
      going.child.kill("SIGKILL");
      await going.ended;
      expect(await trial.restore("--remove", FIRST, "--yes").ended).toMatchObject(DONE);
      expect(await trial.state()).toEqual({
        clusters: [SECOND],
        instances: [`${SECOND}-a`],
        uses: SECOND,
      });
      trial.committed = { cluster: 2 };
      expect(await trial.next()).toEqual([]);
      expect(await trial.restore("--to", "latest", "--yes").ended).toMatchObject(DONE);
      expect(await trial.state()).toMatchObject({ clusters: [FIRST, SECOND], uses: FIRST });
      expect(await trial.next({ cluster: 1, restore: { from: SECOND, to: "latest" } })).toEqual([]);
    }));

  test.concurrent("a deleted cluster comes back in its own place, and the settings stay as they are", () =>
    on(async (trial) => {
      const { DbClusterResourceId = "" } = await trial.cluster(FIRST);
      await deleted(trial);
      const asked = await trial.restore("--to", "latest", "--yes").ended;
      expect(asked).toMatchObject({
        code: 2,
        err: expect.stringMatching(new RegExp(`give --from ${DbClusterResourceId}\n$`)),
      });
      const words = ["--from", DbClusterResourceId, "--to", "latest", "--yes"];
      expect(await trial.killedAfterEachStep(...words)).toMatchObject({ ...DONE, kills: 1 });
      expect(await trial.state()).toEqual({
        clusters: [FIRST],
        instances: [`${FIRST}-a`],
        uses: FIRST,
      });
      expect(await trial.next()).toEqual([]);
    }));

  test.concurrent("a snapshot: its ARN in the setting, or none any more, changes nothing at the copy", () =>
    on(async (trial) => {
      const ids = { DBClusterIdentifier: FIRST, DBClusterSnapshotIdentifier: "before" };
      const { DBClusterSnapshot } = await trial.cloud.rds.send(
        new CreateDBClusterSnapshotCommand(ids),
      );
      expect(await trial.restore("--from", "before", "--yes").ended).toMatchObject(DONE);
      const by = (from: string): Committed => ({ cluster: 2, restore: { from } });
      expect(await trial.next(by("before"))).toEqual([]);
      expect(await trial.next(by(DBClusterSnapshot?.DBClusterSnapshotArn ?? ""))).toEqual([]);
      expect(await trial.next(BOTH)).toEqual([]);
      const gone = await trial.next({ cluster: 2 });
      expect(gone.filter((line) => line.includes("database_cluster_2"))).toEqual([]);
    }));

  test.concurrent("a snapshot whose master user has another name keeps it, and no plan replaces the copy", () =>
    on(async (trial) => {
      const { rds } = trial.cloud;
      const DBClusterIdentifier = "by-hand";
      const made = { Engine: "aurora-mysql", EngineVersion: "8.0.mysql_aurora.3.10.0" };
      const login = { MasterUsername: "admin", ManageMasterUserPassword: true };
      const its = { ...made, ...login, DatabaseName: "app", StorageEncrypted: true };
      await rds.send(new CreateDBClusterCommand({ DBClusterIdentifier, ...its }));
      const ids = { DBClusterIdentifier, DBClusterSnapshotIdentifier: "by-hand" };
      await rds.send(new CreateDBClusterSnapshotCommand(ids));
      expect(await trial.restore("--from", "by-hand", "--yes").ended).toMatchObject(DONE);
      expect(await trial.cluster(SECOND)).toMatchObject({ MasterUsername: "admin" });
      expect(await trial.next({ cluster: 2, restore: { from: "by-hand" } })).toEqual([]);
    }));

  test.concurrent.each([
    [
      "before the backups begin",
      "2020-01-01T00:00:00Z",
      /must be a time from \S+ to \S+, which AWS can restore, got 2020-01-01T00:00:00Z; write such a time, or latest/,
    ],
    ["to come", "2999-01-01T00:00:00Z", /got 2999-01-01T00:00:00Z, which is in the future; write/],
  ])("refuses a time %s, and changes nothing", (_, to, says) =>
    on(async (trial) => {
      const before = await trial.state();
      expect(await trial.restore("--to", to, "--yes").ended).toMatchObject({
        code: 2,
        err: expect.stringMatching(says),
      });
      expect(await trial.state()).toEqual(before);
      expect(await trial.next()).toEqual([]);
    }),
  );

  test.concurrent("refuses to remove the cluster that the app uses, and one that isn't the stage's", () =>
    on(async (trial) => {
      expect(await trial.restore("--remove", FIRST, "--yes").ended).toMatchObject({
        code: 2,
        err: `${FIRST}: must not be in use, got the one that the app uses; commit database.cluster with the other one and deploy it first\n`,
      });
      expect(await trial.restore("--remove", "prod-database", "--yes").ended).toMatchObject({
        code: 2,
        err: `--remove: must be one of the stage's clusters, ${FIRST} or ${SECOND}, got "prod-database"\n`,
      });
    }));

  test.concurrent("says of a cluster that never was that there is nothing to remove", () =>
    on(async (trial) => {
      expect(await trial.restore("--remove", SECOND, "--dry-run").ended).toMatchObject({
        code: 0,
        out: expect.stringContaining(
          `there is no ${SECOND}, neither in AWS nor in the state. Nothing to remove.`,
        ),
      });
    }));

  test.concurrent("interrupted while the copy is made, it says what stands, and how to go on", () =>
    on(async (trial) => {
      const going = trial.restore("--to", "latest", "--yes");
      await going.says(/^ {2}applies /m);
      going.child.kill("SIGINT");
      const { code, out } = await going.ended;
      expect(code).toBe(130);
      expect(out).toContain(
        "small: stopped; no cluster is deleted; go on with npm run ops -- restore small --to latest --folder ",
      );
      expect(await trial.state()).toMatchObject({ uses: FIRST });
    }));
});

const TAKEN =
  "small-database: must be small-database-2 at its latest, got another cluster, such as the one from before a restore; remove it by its name: npm run ops -- restore small --remove small-database";

/** Deleted by hand; AWS keeps its backups. */
async function deleted({ cloud }: RestoreTrial): Promise<void> {
  await cloud.rds.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier: `${FIRST}-a` }));
  const kept = { SkipFinalSnapshot: true, DeleteAutomatedBackups: false };
  await cloud.rds.send(new DeleteDBClusterCommand({ DBClusterIdentifier: FIRST, ...kept }));
}
