import {
  CreateDBClusterCommand,
  CreateDBClusterParameterGroupCommand,
  CreateDBClusterSnapshotCommand,
  DeleteDBClusterCommand,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  ModifyDBClusterCommand,
  type ModifyDBClusterCommandInput,
  ModifyDBInstanceCommand,
  StartDBClusterCommand,
  StopDBClusterCommand,
} from "@aws-sdk/client-rds";
import type { Aws } from "../../../emulator/aws";
import { onCloud } from "../../support/cloud";
import { refused } from "../../support/refused";
import { NAMES, smallWorld } from "../../support/small-world";

const DBClusterIdentifier = NAMES.cluster;
const NEXT = "8.4.mysql_aurora.4.0.0";

/** The small world, and a parameter group of the next major version. */
const withNextFamily = async (cloud: Aws) => {
  await smallWorld(cloud);
  const group = { DBParameterGroupFamily: "aurora-mysql8.4", Description: "of the next version" };
  const DBClusterParameterGroupName = "next-parameters";
  await cloud.rds.send(
    new CreateDBClusterParameterGroupCommand({ ...group, DBClusterParameterGroupName }),
  );
};

onCloud("the emulator refuses, as AWS does,", withNextFamily, (at) => {
  type Change = Omit<ModifyDBClusterCommandInput, "DBClusterIdentifier">;
  const modify = (change: Change) =>
    refused(at.cloud.rds.send(new ModifyDBClusterCommand({ DBClusterIdentifier, ...change })));

  test.each<[what: string, change: Change, said: string]>([
    [
      "an older engine version",
      { EngineVersion: "8.0.mysql_aurora.3.9.9" },
      "Cannot upgrade aurora-mysql from 8.0.mysql_aurora.3.10.0 to 8.0.mysql_aurora.3.9.9",
    ],
    [
      "a major version without the flag",
      { EngineVersion: NEXT },
      "The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version.",
    ],
    [
      "a major version that leaves the cluster its own parameter group",
      { EngineVersion: NEXT, AllowMajorVersionUpgrade: true },
      `The current DB cluster parameter group ${NAMES.parameterGroup} is custom.`,
    ],
    [
      "a parameter group of another major version",
      { DBClusterParameterGroupName: "next-parameters" },
      "Please use a Parameter Group with DBParameterGroupFamily aurora-mysql8.0",
    ],
    [
      "advanced insights with a week of history",
      { DatabaseInsightsMode: "advanced", EnablePerformanceInsights: true },
      "To enable the Advanced mode of Database Insights, Performance Insights must be enabled with a retention period of at least 465 days.",
    ],
  ])("%s", async (_, change, said) => {
    expect(await modify(change)).toEqual({
      code: "InvalidParameterCombination",
      said: expect.stringContaining(said),
    });
  });

  test("changes of a stopped cluster and its instances, until it is started", async () => {
    await at.cloud.rds.send(new StopDBClusterCommand({ DBClusterIdentifier }));
    expect(await modify({ BackupRetentionPeriod: 3 })).toEqual({
      code: "InvalidDBClusterStateFault",
      said: "DB cluster is not available for modification with status stopped",
    });
    const instance = { DBInstanceIdentifier: NAMES.instance, DBInstanceClass: "db.r7g.large" };
    expect(await refused(at.cloud.rds.send(new ModifyDBInstanceCommand(instance)))).toEqual({
      code: "InvalidDBInstanceState",
      said: "Database instance is not in available state.",
    });
    await at.cloud.rds.send(new StartDBClusterCommand({ DBClusterIdentifier }));
    expect((await modify({ BackupRetentionPeriod: 3 })).code).toBe("none");
  });

  test("nothing of an upgrade that names a group of the new version", async () => {
    const way = { AllowMajorVersionUpgrade: true, DBClusterParameterGroupName: "next-parameters" };
    const now = { ApplyImmediately: true };
    expect((await modify({ EngineVersion: NEXT, ...way, ...now })).code).toBe("none");
    const { DBClusters } = await at.cloud.rds.send(new DescribeDBClustersCommand({}));
    expect(DBClusters?.[0]).toMatchObject({ EngineVersion: NEXT });
  });

  test("backtrack for a cluster that was made without, and for PostgreSQL", async () => {
    const cluster = { MasterUsername: "me", ManageMasterUserPassword: true, BacktrackWindow: 3600 };
    const create = (Engine: string, DBClusterIdentifier: string) =>
      refused(
        at.cloud.rds.send(new CreateDBClusterCommand({ ...cluster, Engine, DBClusterIdentifier })),
      );
    expect(await modify({ BacktrackWindow: 3600 })).toEqual({
      code: "InvalidParameterValue",
      said: "Backtrack cannot currently be enabled for this cluster",
    });
    expect((await create("aurora-postgresql", "never")).code).toBe("InvalidParameterValue");
    expect((await create("aurora-mysql", "tracked")).code).toBe("none");
    const tracked = (BacktrackWindow: number) =>
      refused(
        at.cloud.rds.send(
          new ModifyDBClusterCommand({ DBClusterIdentifier: "tracked", BacktrackWindow }),
        ),
      );
    const codes = [await tracked(7200), await tracked(0), await tracked(3600)];
    expect(codes.map(({ code }) => code)).toEqual(["none", "none", "InvalidParameterValue"]);
  });

  test("a key that isn't there for a cluster's storage", async () => {
    const cluster = {
      DBClusterIdentifier: "locked",
      Engine: "aurora-mysql",
      MasterUsername: "me",
      ManageMasterUserPassword: true,
      StorageEncrypted: true,
    };
    const create = (KmsKeyId: string) =>
      refused(at.cloud.rds.send(new CreateDBClusterCommand({ ...cluster, KmsKeyId })));
    const gone = "arn:aws:kms:us-east-1:123456789012:key/1a2b3c4d-0000-0000-0000-000000000000";
    for (const key of ["alias/none", gone]) {
      expect(await create(key)).toEqual({
        code: "KMSKeyNotAccessibleFault",
        said: expect.stringContaining(`The specified KMS key [${key}] does not exist`),
      });
    }
    expect((await create("alias/aws/rds")).code).toBe("none");
  });

  test("the end of a protected cluster, and of one without a word on its last snapshot", async () => {
    const end = { DBClusterIdentifier: "other" };
    const other = {
      ...end,
      Engine: "aurora-mysql",
      MasterUsername: "me",
      ManageMasterUserPassword: true,
    };
    await at.cloud.rds.send(new CreateDBClusterCommand({ ...other, DeletionProtection: true }));
    const destroy = (last: { SkipFinalSnapshot?: true; FinalDBSnapshotIdentifier?: string }) =>
      refused(at.cloud.rds.send(new DeleteDBClusterCommand({ ...end, ...last })));
    expect(await destroy({ SkipFinalSnapshot: true })).toEqual({
      code: "InvalidParameterCombination",
      said: expect.stringContaining("Cannot delete protected Cluster"),
    });
    await at.cloud.rds.send(new ModifyDBClusterCommand({ ...end, DeletionProtection: false }));
    expect(await destroy({})).toEqual({
      code: "InvalidParameterCombination",
      said: expect.stringContaining("FinalDBSnapshotIdentifier is required"),
    });
    const snapshot = { ...end, DBClusterSnapshotIdentifier: "last" };
    await at.cloud.rds.send(new CreateDBClusterSnapshotCommand(snapshot));
    expect((await destroy({ FinalDBSnapshotIdentifier: "last" })).code).toBe(
      "DBClusterSnapshotAlreadyExistsFault",
    );
    expect((await destroy({ FinalDBSnapshotIdentifier: "another" })).code).toBe("none");
  });
});

onCloud("the emulator keeps for the maintenance window, as AWS does,", smallWorld, (at) => {
  const { instance: DBInstanceIdentifier } = NAMES;
  const resize = (DBInstanceClass: string | undefined, ApplyImmediately = false) =>
    at.cloud.rds.send(
      new ModifyDBInstanceCommand({ DBInstanceIdentifier, DBInstanceClass, ApplyImmediately }),
    );
  const seen = async () => {
    const all = await at.cloud.rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier }));
    const { DBInstanceClass, PendingModifiedValues } = all.DBInstances?.[0] ?? {};
    return [DBInstanceClass, PendingModifiedValues?.DBInstanceClass];
  };
  let was: string;
  beforeAll(async () => {
    [was = ""] = (await seen()) as [string];
  });

  test("a resize that is not to be made at once, until it is taken back", async () => {
    await resize("db.r7g.4xlarge");
    expect(await seen()).toEqual([was, "db.r7g.4xlarge"]);
    await resize(was);
    expect(await seen()).toEqual([was, undefined]);
  });

  test("and any call that says at once carries it out", async () => {
    await resize("db.r7g.4xlarge");
    await resize(undefined, true);
    expect(await seen()).toEqual(["db.r7g.4xlarge", undefined]);
  });

  test("an engine version", async () => {
    const EngineVersion = "8.0.mysql_aurora.3.10.9";
    await at.cloud.rds.send(new ModifyDBClusterCommand({ DBClusterIdentifier, EngineVersion }));
    const { DBClusters } = await at.cloud.rds.send(new DescribeDBClustersCommand({}));
    const [found] = DBClusters ?? [];
    expect(found?.PendingModifiedValues).toMatchObject({ EngineVersion });
    expect(found?.EngineVersion).not.toBe(EngineVersion);
  });
});
