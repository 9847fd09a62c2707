import {
  CreateDBClusterSnapshotCommand,
  DeleteDBClusterAutomatedBackupCommand,
  DeleteDBClusterCommand,
  type DeleteDBClusterCommandInput,
  DeleteDBInstanceCommand,
  DescribeDBClusterAutomatedBackupsCommand,
  DescribeDBClustersCommand,
  ModifyDBClusterCommand,
  RestoreDBClusterFromSnapshotCommand,
  RestoreDBClusterToPointInTimeCommand,
  type RestoreDBClusterToPointInTimeCommandInput,
} from "@aws-sdk/client-rds";
import { onCloud } from "../../support/cloud";
import { refused } from "../../support/refused";
import { NAMES, smallWorld } from "../../support/small-world";

const SOURCE = NAMES.cluster;
const LATEST = { UseLatestRestorableTime: true } as const;
const Engine = "aurora-mysql";
const BOTH = "InvalidParameterCombination";

onCloud("of a cluster that is restored, the emulator", smallWorld, (at) => {
  type Restore = Partial<RestoreDBClusterToPointInTimeCommandInput>;
  const restore = (DBClusterIdentifier: string, asked: Restore) =>
    at.cloud.rds.send(new RestoreDBClusterToPointInTimeCommand({ DBClusterIdentifier, ...asked }));
  const cluster = async (DBClusterIdentifier: string) => {
    const asked = new DescribeDBClustersCommand({ DBClusterIdentifier });
    const { DBClusters } = await at.cloud.rds.send(asked);
    return DBClusters?.[0] ?? {};
  };
  const backups = async (asked: { DbClusterResourceId?: string } = {}) => {
    const command = new DescribeDBClusterAutomatedBackupsCommand(asked);
    return (await at.cloud.rds.send(command)).DBClusterAutomatedBackups ?? [];
  };
  const remove = (asked: DeleteDBClusterCommandInput) =>
    at.cloud.rds.send(new DeleteDBClusterCommand(asked));

  test("makes another one, with what its source holds, and no instances", async () => {
    const source = await cluster(SOURCE);
    await restore("copy", { SourceDBClusterIdentifier: SOURCE, ...LATEST });
    const copy = await cluster("copy");
    const { EngineVersion, MasterUsername, BackupRetentionPeriod } = source;
    const held = { Engine, EngineVersion, MasterUsername, BackupRetentionPeriod };
    expect(copy).toMatchObject({ ...held, DBClusterMembers: [], DeletionProtection: false });
    for (const own of ["DbClusterResourceId", "Endpoint", "ReaderEndpoint"] as const)
      expect([own, copy[own]]).not.toEqual([own, source[own]]);
  });

  test("gives it AWS's default groups, unless the call names others", async () => {
    const told = {
      DBSubnetGroupName: NAMES.subnetGroup,
      DBClusterParameterGroupName: NAMES.parameterGroup,
      VpcSecurityGroupIds: [at.world.peerGroup],
    };
    await restore("told", { SourceDBClusterIdentifier: SOURCE, ...LATEST, ...told });
    const groups = async (name: string) => {
      const { DBSubnetGroup, DBClusterParameterGroup, VpcSecurityGroups } = await cluster(name);
      const ids = VpcSecurityGroups?.map((each) => each.VpcSecurityGroupId);
      return [DBSubnetGroup, DBClusterParameterGroup, ids];
    };
    expect(await groups("told")).toEqual(Object.values(told));
    expect(await groups("copy")).toEqual([
      "default",
      "default.aurora-mysql8.0",
      [expect.stringMatching(/^sg-/)],
    ]);
    expect((await groups("copy"))[2]).not.toEqual([at.world.defaultGroup]);
  });

  test("manages its password when it is asked to, in a secret of its own", async () => {
    expect(await cluster("copy")).not.toHaveProperty("MasterUserSecret.SecretArn");
    const asked = { DBClusterIdentifier: "copy", ManageMasterUserPassword: true };
    await at.cloud.rds.send(new ModifyDBClusterCommand(asked));
    const [copy, source] = [await cluster("copy"), await cluster(SOURCE)];
    expect(copy.MasterUserSecret?.SecretArn).toMatch(/^arn:/);
    expect(copy.MasterUserSecret?.SecretArn).not.toBe(source.MasterUserSecret?.SecretArn);
  });

  test("restores it once more", async () => {
    await restore("again", { SourceDBClusterIdentifier: "copy", ...LATEST });
    expect(await cluster("again")).toMatchObject({ MasterUsername: "master" });
  });

  const of = { SourceDBClusterIdentifier: SOURCE };
  const hour = (hours: number) => new Date(Date.now() + hours * 3_600_000);
  test.each<[what: string, asked: () => Restore, code: string, said: string]>([
    [
      "a time before its backups begin",
      () => ({ ...of, RestoreToTime: hour(-1) }),
      "InvalidParameterValue",
      "cannot be restored to a time earlier than",
    ],
    [
      "a time to come",
      () => ({ ...of, RestoreToTime: hour(1) }),
      "InvalidParameterValue",
      "cannot be restored to a time later than",
    ],
    ["a time and the latest one", () => ({ ...of, ...LATEST, RestoreToTime: hour(0) }), BOTH, "if"],
    ["neither of them", () => of, BOTH, "unless UseLatestRestorableTime is"],
    ["no source", () => LATEST, BOTH, "must be specified"],
    [
      "a time of a clone",
      () => ({ ...of, RestoreToTime: hour(0), RestoreType: "copy-on-write" }),
      BOTH,
      "copy-on-write",
    ],
    [
      "a source that isn't there",
      () => ({ SourceDBClusterIdentifier: "nowhere", ...LATEST }),
      "DBClusterNotFoundFault",
      "nowhere",
    ],
    [
      "a resource id that isn't there",
      () => ({ SourceDbClusterResourceId: "cluster-NOWHERE", ...LATEST }),
      "DBClusterAutomatedBackupNotFoundFault",
      "cluster-NOWHERE",
    ],
    [
      "a name that is taken",
      () => ({ ...of, ...LATEST, DBClusterIdentifier: SOURCE }),
      "DBClusterAlreadyExistsFault",
      "already exists",
    ],
  ])("refuses %s", async (_, asked, code, said) => {
    const { code: got, said: words } = await refused(restore("refused", asked()));
    expect([got, words]).toEqual([code, expect.stringContaining(said)]);
  });

  test("refuses a cluster without backups", async () => {
    const asked = { DBClusterIdentifier: SOURCE, BackupRetentionPeriod: 0 };
    expect(await refused(at.cloud.rds.send(new ModifyDBClusterCommand(asked)))).toEqual({
      code: "InvalidParameterValue",
      said: "Invalid backup retention period: 0. Retention period must be between 1 and 35.",
    });
  });

  test("restores a snapshot, by its name and by its ARN, and none that isn't there", async () => {
    const asked = { DBClusterIdentifier: SOURCE, DBClusterSnapshotIdentifier: "shot" };
    const { DBClusterSnapshot } = await at.cloud.rds.send(
      new CreateDBClusterSnapshotCommand(asked),
    );
    const from = (DBClusterIdentifier: string, SnapshotIdentifier = "") =>
      at.cloud.rds.send(
        new RestoreDBClusterFromSnapshotCommand({
          DBClusterIdentifier,
          SnapshotIdentifier,
          Engine,
        }),
      );
    await from("by-name", "shot");
    await from("by-arn", DBClusterSnapshot?.DBClusterSnapshotArn);
    expect(await cluster("by-name")).toMatchObject({ MasterUsername: "master" });
    expect((await refused(from("by-nothing", "none"))).code).toBe("DBClusterSnapshotNotFoundFault");
  });

  test("keeps the backups of a deleted one if asked to, and restores them by its resource id", async () => {
    const { DbClusterResourceId = "" } = await cluster(SOURCE);
    const instance = { DBInstanceIdentifier: NAMES.instance, SkipFinalSnapshot: true };
    await at.cloud.rds.send(new DeleteDBInstanceCommand(instance));
    const last = { FinalDBSnapshotIdentifier: "last", DeleteAutomatedBackups: false };
    await remove({ DBClusterIdentifier: SOURCE, ...last });
    const [kept] = await backups({ DbClusterResourceId });
    expect(kept).toMatchObject({ DBClusterIdentifier: SOURCE, Status: "retained" });
    const later = { SourceDbClusterResourceId: DbClusterResourceId, RestoreToTime: hour(24) };
    expect((await refused(restore("later", later))).said).toContain("later than");
    await restore(SOURCE, { SourceDbClusterResourceId: DbClusterResourceId, ...LATEST });
    const back = await cluster(SOURCE);
    expect(back).toMatchObject({ MasterUsername: "master" });
    expect(back.DbClusterResourceId).not.toBe(DbClusterResourceId);
    const snapshot = { DBClusterIdentifier: "from-last", SnapshotIdentifier: "last", Engine };
    await at.cloud.rds.send(new RestoreDBClusterFromSnapshotCommand(snapshot));
    await at.cloud.rds.send(new DeleteDBClusterAutomatedBackupCommand({ DbClusterResourceId }));
    expect((await backups()).map((each) => each.Status)).not.toContain("retained");
  });

  test("keeps no backups of a deleted one otherwise", async () => {
    const { DbClusterResourceId = "" } = await cluster("again");
    await remove({ DBClusterIdentifier: "again", SkipFinalSnapshot: true });
    expect((await refused(backups({ DbClusterResourceId }))).code).toBe(
      "DBClusterAutomatedBackupNotFoundFault",
    );
  });
});
