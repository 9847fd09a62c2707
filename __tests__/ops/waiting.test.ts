import { waiting } from "../../ops/drift/foreign/waiting";
import { Ours } from "../../ops/drift/ours";
import type { Surroundings } from "../../ops/drift/surroundings";
import { planOf } from "./support";

const ours = new Ours(
  planOf([], {
    "aws_rds_cluster.database": { id: "lab-database", engine_version: "8.0.mysql_aurora.3.10.0" },
    "aws_rds_cluster_instance.database_a": {
      id: "lab-database-a",
      instance_class: "db.t4g.medium",
    },
  }),
);
const found = (more: Partial<Surroundings>) =>
  waiting({ dbClusters: [], dbInstances: [], ...more } as unknown as Surroundings, ours);

test("nothing waits where AWS has nothing pending", () => {
  const PendingModifiedValues = {};
  const dbClusters = [{ DBClusterIdentifier: "lab-database", PendingModifiedValues }];
  const dbInstances = [{ DBInstanceIdentifier: "lab-database-a" }];
  expect(found({ dbClusters, dbInstances })).toEqual([]);
});

describe("what waits for the maintenance window", () => {
  const cluster = (PendingModifiedValues: object) => ({
    dbClusters: [{ DBClusterIdentifier: "lab-database", PendingModifiedValues }],
  });
  const instance = (PendingModifiedValues: object) => ({
    dbInstances: [{ DBInstanceIdentifier: "lab-database-a", PendingModifiedValues }],
  });

  test.each([
    [
      "a resize",
      instance({ DBInstanceClass: "db.r6g.large" }),
      "aws_rds_cluster_instance.database_a",
      "DBInstanceClass",
      "db.r6g.large, in the next maintenance window",
      "rds modify-db-instance --db-instance-identifier lab-database-a --no-apply-immediately --db-instance-class db.t4g.medium",
    ],
    [
      "an upgrade",
      cluster({ EngineVersion: "8.0.mysql_aurora.3.11.0" }),
      "aws_rds_cluster.database",
      "EngineVersion",
      "8.0.mysql_aurora.3.11.0, in the next maintenance window",
      "rds modify-db-cluster --db-cluster-identifier lab-database --no-apply-immediately --engine-version 8.0.mysql_aurora.3.10.0",
    ],
  ])("%s is found, with the command that takes it back", (_, more, address, what, says, undo) => {
    const kind = "waiting";
    expect(found(more)).toMatchObject([{ kind, address, what, says, undo }]);
  });

  test("what no command takes back has none, and of a password nothing is shown", () => {
    const [first] = found(cluster({ MasterUserPassword: "****" }));
    expect(first).toMatchObject({ says: "another one, in the next maintenance window" });
    expect(first).not.toHaveProperty("undo");
  });

  test("another stage's database is none of ours", () => {
    const other = {
      dbInstances: [
        { DBInstanceIdentifier: "other-a", PendingModifiedValues: { DBInstanceClass: "x" } },
      ],
    };
    expect(found(other)).toEqual([]);
  });
});
