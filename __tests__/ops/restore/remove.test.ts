import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import {
  type DBCluster,
  DeleteDBClusterCommand,
  DeleteDBInstanceCommand,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  ModifyDBClusterCommand,
  RDSClient,
} from "@aws-sdk/client-rds";
import type { Clients } from "../../../ops/aws";
import { isLeft, removeCluster } from "../../../ops/restore/remove";
import { refuseUsed } from "../../../ops/restore/remove-run";

type Asked = DescribeDBClustersCommand | DescribeDBInstancesCommand | ModifyDBClusterCommand;

/** A protected cluster with two instances, whose deletions take until the second look after them. */
function aws() {
  const did: object[] = [];
  let cluster: DBCluster | undefined = {
    DBClusterIdentifier: "lab-database",
    DeletionProtection: true,
    Status: "available",
  };
  let instances = ["a", "b"].map((each) => ({ DBInstanceIdentifier: each, DBInstanceStatus: "" }));
  let looks = 0;
  const answer = (asked: Asked | DeleteDBClusterCommand | DeleteDBInstanceCommand) => {
    if (asked instanceof DescribeDBClustersCommand) {
      looks += 1;
      if (cluster?.Status === "deleting" && looks > 6) cluster = undefined;
      return { DBClusters: cluster === undefined ? [] : [{ ...cluster }] };
    }
    if (asked instanceof DescribeDBInstancesCommand) {
      if (looks > 3) instances = [];
      return { DBInstances: instances.map((each) => ({ ...each })) };
    }
    did.push(asked.input);
    if (asked instanceof ModifyDBClusterCommand)
      cluster = { ...cluster, DeletionProtection: false };
    if (asked instanceof DeleteDBClusterCommand) cluster = { ...cluster, Status: "deleting" };
    if (asked instanceof DeleteDBInstanceCommand) {
      const ended = instances.find(
        (each) => each.DBInstanceIdentifier === asked.input.DBInstanceIdentifier,
      );
      if (ended) ended.DBInstanceStatus = "deleting";
    }
    return {};
  };
  const region = "us-east-1";
  const send = { send: async (asked: Asked) => answer(asked) };
  const rds = Object.assign(new RDSClient({ region }), send);
  const none = { send: async () => ({ logGroups: [] }) };
  const logs = Object.assign(new CloudWatchLogsClient({ region }), none);
  return { did, clients: { rds, logs } as unknown as Pick<Clients, "rds" | "logs"> };
}

const patience = { everyMs: 1, minuteMs: 60_000, applyMs: 60_000 };
const { signal } = new AbortController();
const id = "lab-database";
const before = [
  { DBClusterIdentifier: id, DeletionProtection: false, ApplyImmediately: true },
  { DBInstanceIdentifier: "a" },
  { DBInstanceIdentifier: "b" },
];

test.each([
  [
    "with a last snapshot where the stage keeps one, and with its backups",
    "lab-database-removed",
    { FinalDBSnapshotIdentifier: "lab-database-removed", DeleteAutomatedBackups: false },
  ],
  [
    "with nothing kept elsewhere",
    undefined,
    { SkipFinalSnapshot: true, DeleteAutomatedBackups: true },
  ],
])("a cluster goes after its instances, each asked for once, %s", async (_, snapshot, last) => {
  const { did, clients } = aws();
  await removeCluster(clients, { id, snapshot, patience, signal }, () => undefined);
  expect(did).toEqual([...before, { DBClusterIdentifier: id, ...last }]);
});

const OTHER = "commit database.cluster with the other one and deploy it first";

test.each([
  ["app and settings use", "lab-database", 1, `got the one that the app uses; ${OTHER}`],
  [
    "the app uses, and not the settings,",
    "lab-database",
    2,
    "got the one that the app uses; the settings name lab-database-2: deploy them if they are right, or commit the ones that led the app to lab-database, which alone has what was saved since",
  ],
  ["the settings name", "lab-database-2", 1, `got the one that the settings name; ${OTHER}`],
] as const)("the cluster that %s is not removed", async (_, live, place, says) => {
  const used = { place, id: place === 1 ? "lab-database" : "lab-database-2" } as const;
  await expect(refuseUsed({ used, live: async () => live }, id)).rejects.toThrow(
    `lab-database: must not be in use, ${says}`,
  );
});

test("of a cluster that never was nothing is left, and of one that is gone its logs may be", async () => {
  const answers = (logGroups: object[]) => {
    const region = "us-east-1";
    const gone = { send: async () => ({ DBClusters: [] }) };
    const rds = Object.assign(new RDSClient({ region }), gone);
    const logs = Object.assign(new CloudWatchLogsClient({ region }), {
      send: async () => ({ logGroups }),
    });
    return { rds, logs } as unknown as Pick<Clients, "rds" | "logs">;
  };
  expect(await isLeft(answers([]), id)).toBe(false);
  expect(await isLeft(answers([{ logGroupName: "/aws/rds/cluster/lab-database/error" }]), id)).toBe(
    true,
  );
  expect(await isLeft(aws().clients, id)).toBe(true);
});
