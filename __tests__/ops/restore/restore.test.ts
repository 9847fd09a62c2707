import type { DBCluster } from "@aws-sdk/client-rds";
import type { Described } from "../../../ops/restore/judge";
import { Restoring, refuseAbsent, type Step } from "../../../ops/restore/restore";
import type { Block } from "../../../terraform/document";
import type { ResourceChange, Values } from "../../../terraform/plan";
import { planned, wholePlanOf } from "../support";

const CLUSTER = "aws_rds_cluster.database_cluster_2";
const PARAMETER = "aws_ssm_parameter.database_endpoint";
const MADE: Values = {
  restore_to_point_in_time: [
    { source_cluster_identifier: "lab-database", use_latest_restorable_time: true },
  ],
};
const create = planned(CLUSTER, { actions: ["create"], before: null, after: {} });
const known = (before: Values) => planned(CLUSTER, { before, after: before });
const led = planned(PARAMETER, { actions: ["update"], before: { value: 1 }, after: { value: 2 } });
const progress = () => undefined;
const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000);

/** A stage that uses lab-database. What isn't given of AWS and of the plans is as before a restore. */
function stage(now: {
  copy?: Partial<DBCluster>;
  live?: string;
  make?: ResourceChange[];
  switch?: ResourceChange[];
  inPlace?: true;
  usedSince?: Date;
}) {
  const did: string[] = [];
  const copy: Described = {
    id: "lab-database-2",
    address: CLUSTER,
    addresses: new Set([CLUSTER]),
    size: 1,
  };
  const used = { id: "lab-database", place: 1 } as const;
  const clusters: Record<string, Partial<DBCluster> | undefined> = {
    "lab-database": { ClusterCreateTime: now.usedSince ?? ago(2) },
    "lab-database-2": now.copy,
  };
  let asked: Block = {};
  const restoring = new Restoring({
    stage: "lab",
    source: { from: "lab-database", to: "latest" },
    copy: { ...copy, place: now.inPlace ? 1 : 2 },
    used,
    clusterOf: async (id) => clusters[id] as DBCluster | undefined,
    instancesOf: () => ({
      instances: async () => [
        { id: "a", class: "c", writer: true, status: "available", pending: [], lag: undefined },
      ],
    }),
    live: async () => now.live ?? "lab-database",
    synth: async (change) => {
      asked = change;
      return { json: "{}" };
    },
    folder: {
      plan: async () => wholePlanOf([], (asked.cluster === 2 ? now.switch : now.make) ?? [create]),
      apply: async () => {
        did.push(JSON.stringify(asked));
      },
    },
    patience: { everyMs: 1, minuteMs: 60_000, applyMs: 60_000 },
    signal: new AbortController().signal,
  });
  return { restoring, did };
}

const THERE = {
  ClusterCreateTime: ago(1),
  Status: "available",
  MasterUserSecret: { SecretArn: "new" },
};
const LONG_AGO = { ...THERE, ClusterCreateTime: new Date("2026-01-01T10:00:00Z") };
const REMOVE = "remove it by its name: npm run ops -- restore lab --remove lab-database-2";

test.each<[string, Parameters<typeof stage>[0], readonly Step[]]>([
  ["nothing is there yet", {}, ["make", "switch"]],
  ["the copy is there", { copy: THERE, make: [known(MADE)] }, ["switch"]],
  [
    "an apply ended before its last step",
    {
      copy: THERE,
      make: [
        known(MADE),
        planned("aws_iam_role_policy.database_read_secrets", {
          actions: ["update"],
          before: { a: 1 },
          after: { a: 2 },
        }),
      ],
    },
    ["make", "switch"],
  ],
  [
    "the switch ended before its last parameter",
    { copy: THERE, live: "lab-database-2", switch: [known(MADE), led] },
    ["switch"],
  ],
  ["all is done", { copy: THERE, live: "lab-database-2", switch: [known(MADE)] }, []],
  [
    "all was done long ago",
    { copy: LONG_AGO, live: "lab-database-2", switch: [known(MADE)], usedSince: new Date(0) },
    [],
  ],
  ["the app's cluster is gone", { inPlace: true }, ["make"]],
  ["the app's cluster is back in its place", { inPlace: true, copy: THERE, make: [known({})] }, []],
])("when %s, the steps that are left are these", async (_, now, left) => {
  expect(await stage(now).restoring.ahead(progress)).toEqual(left);
});

test.each<[string, Parameters<typeof stage>[0], string]>([
  [
    "a cluster that Terraform doesn't know",
    { copy: THERE },
    `lab-database-2: must be a free name, got a cluster that Terraform doesn't know; ${REMOVE}`,
  ],
  [
    "a cluster that was made otherwise",
    { copy: THERE, make: [known({})] },
    `lab-database-2: must be lab-database at its latest, got another cluster, such as the one from before a restore; ${REMOVE}`,
  ],
  [
    "a cluster that is older than the app's",
    { copy: { ...THERE, ClusterCreateTime: ago(3) }, make: [known(MADE)] },
    `lab-database-2: must be lab-database at its latest, got another cluster, such as the one from before a restore; ${REMOVE}`,
  ],
  [
    "a copy of a latest time that is long past",
    { copy: LONG_AGO, make: [known(MADE)], usedSince: new Date(0) },
    `lab-database-2: must be lab-database at its latest, got a copy of 2026-01-01T10:00:00Z; ${REMOVE}`,
  ],
  [
    "a cluster that a stopped run left half-made",
    {
      copy: THERE,
      make: [
        {
          ...planned(CLUSTER, { actions: ["delete", "create"], before: MADE, after: {} }),
          action_reason: "replace_because_tainted",
        },
      ],
    },
    `lab-database-2: must be whole, got one that a run that was stopped left half-made; ${REMOVE}`,
  ],
  [
    "something else to deploy",
    { make: [create, led, planned("aws_vpc.network", { actions: ["delete"] })] },
    "lab: must only make lab-database-2 and let the app read its secret, got delete aws_vpc.network; deploy first (npx cdktf deploy lab), or take it into the settings",
  ],
])("%s is refused", async (_, now, says) => {
  await expect(stage(now).restoring.ahead(progress)).rejects.toThrow(says);
});

test("the copy is made with the app where it is, and the app is led to it by another setting", async () => {
  const { restoring, did } = stage({ copy: THERE, make: [create], switch: [known(MADE), led] });
  await restoring.take("make", progress);
  await restoring.take("switch", progress);
  const restore = { from: "lab-database", to: "latest" };
  expect(did.map((each) => JSON.parse(each))).toEqual([{ restore }, { cluster: 2, restore }]);
});

test("the app isn't led to a copy that doesn't serve", async () => {
  const { restoring, did } = stage({ copy: { ...THERE, Status: "creating" }, switch: [led] });
  await expect(restoring.take("switch", progress)).rejects.toThrow(
    "lab-database-2: must be available, got creating; look at the cluster in RDS's console, then run this again",
  );
  expect(did).toEqual([]);
});

test("a look says when the copy was made", async () => {
  const { restoring } = stage({ copy: THERE, make: [known(MADE)] });
  await restoring.ahead(progress);
  expect(restoring.madeAt).toBe(THERE.ClusterCreateTime);
});

test("a stage whose database isn't deployed has nothing to restore beside", () => {
  expect(() => refuseAbsent("lab", undefined)).toThrow("lab: must be deployed");
  expect(() => refuseAbsent("lab", "lab-database")).not.toThrow();
});
