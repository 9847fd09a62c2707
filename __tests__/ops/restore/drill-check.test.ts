import { faultsOfCopy } from "../../../ops/restore/drill/check";

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
