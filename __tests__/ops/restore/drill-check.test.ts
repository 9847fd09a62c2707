import { RDSClient } from "@aws-sdk/client-rds";
import { createColors } from "picocolors";
import { faultsOfCopy } from "../../../ops/restore/drill/check";
import { drill, removalOf } from "../../../ops/restore/drill/drill";
import { Screen } from "../../../terminal/screen";

const SOURCE = { Engine: "aurora-mysql", EngineVersion: "8.0.mysql_aurora.3.10.0", KmsKeyId: "k" };

test("a copy that is as its source has no faults, whatever its name and endpoint", () => {
  const copy = { ...SOURCE, DBClusterIdentifier: "copy", Endpoint: "elsewhere" };
  expect(faultsOfCopy(SOURCE, copy, "copy")).toEqual([]);
});

test("a copy with another version and without a key is refused with both", () => {
  const copy = { Engine: "aurora-mysql", EngineVersion: "8.0.mysql_aurora.3.10.1" };
  expect(faultsOfCopy(SOURCE, copy, "lab-database-drill")).toEqual([
    {
      where: "lab-database-drill",
      says: 'must have the EngineVersion of its source, 8.0.mysql_aurora.3.10.0, got "8.0.mysql_aurora.3.10.1"; a restore would give this to the app',
    },
    {
      where: "lab-database-drill",
      says: "must have the KmsKeyId of its source, k, got nothing; a restore would give this to the app",
    },
  ]);
});

const at = { stage: "lab", region: "eu-west-1" };

test("the commands that remove a copy name its region", () => {
  const copy = { id: "lab-database-drill", instanceId: "lab-database-drill-a" };
  expect(removalOf(copy, at)).toBe(
    "aws rds delete-db-instance --db-instance-identifier lab-database-drill-a --skip-final-snapshot --region eu-west-1; " +
      "aws rds delete-db-cluster --db-cluster-identifier lab-database-drill --skip-final-snapshot --region eu-west-1",
  );
});

test("a cluster without a writer is refused with the command that shows the stage", async () => {
  const { signal } = new AbortController();
  const answer = { send: async () => ({ DBClusters: [{}] }) };
  const rds = Object.assign(new RDSClient({ region: at.region }), answer) as RDSClient;
  const screen = new Screen({ write: () => undefined }, false, createColors(false));
  const how = { screen, patience: { everyMs: 1 }, signal, giveUp: signal };
  await expect(drill({ rds, at, sourceId: "lab-database", ...how })).rejects.toThrow(
    "lab-database: must be a cluster with a writer, got one without a writer; npm run ops -- status lab shows what there is",
  );
});
