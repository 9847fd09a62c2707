import { pendingIn } from "../../ops/pending";

const arn = (what: string) => `arn:aws:rds:us-east-1:123456789012:${what}`;

test("what waits for the window, and AWS's own maintenance, is pending by name", () => {
  const clusters = [
    {
      DBClusterIdentifier: "lab-database",
      PendingModifiedValues: {
        EngineVersion: "8.0.mysql_aurora.3.11.0",
        MasterUserPassword: "****",
      },
    },
  ];
  const instances = [
    {
      DBInstanceIdentifier: "lab-database-a",
      PendingModifiedValues: {
        DBInstanceClass: "db.r6g.large",
        PendingCloudwatchLogsExports: { LogTypesToEnable: ["audit"] },
      },
    },
  ];
  const date = new Date("2026-12-06T04:30:00.000Z");
  const maintenance = [
    {
      ResourceIdentifier: arn("db:lab-database-a"),
      PendingMaintenanceActionDetails: [
        { Action: "system-update" },
        { Action: "ca-certificate-rotation", CurrentApplyDate: date },
      ],
    },
  ];
  expect(pendingIn(clusters, instances, maintenance)).toEqual([
    { kind: "change", name: "lab-database", what: "EngineVersion", to: "8.0.mysql_aurora.3.11.0" },
    { kind: "change", name: "lab-database", what: "MasterUserPassword", to: "another one" },
    { kind: "change", name: "lab-database-a", what: "DBInstanceClass", to: "db.r6g.large" },
    {
      kind: "change",
      name: "lab-database-a",
      what: "PendingCloudwatchLogsExports",
      to: '{"LogTypesToEnable":["audit"]}',
    },
    { kind: "maintenance", name: "lab-database-a", what: "system-update" },
    {
      kind: "maintenance",
      name: "lab-database-a",
      what: "ca-certificate-rotation",
      by: "2026-12-06T04:30:00.000Z",
    },
  ]);
});

test("nothing is pending where AWS answers empty groups, nor by what another database has", () => {
  const instances = [
    {
      DBInstanceIdentifier: "lab-database-a",
      PendingModifiedValues: { DBInstanceClass: undefined, ProcessorFeatures: [] },
    },
  ];
  const others = ["db:prod-lab-database-a", "cluster:lab-database-a"].map((what) => ({
    ResourceIdentifier: arn(what),
    PendingMaintenanceActionDetails: [{ Action: "system-update" }],
  }));
  expect(pendingIn([], instances, others)).toEqual([]);
});
