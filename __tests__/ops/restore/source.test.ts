import { faultsOfBackups, faultsOfSnapshot, isMadeFrom } from "../../../ops/restore/source";

const NOW = new Date("2026-11-29T12:00:00Z");
const WINDOW = {
  EarliestTime: new Date("2026-11-20T03:00:00Z"),
  LatestTime: new Date("2026-11-29T11:55:00Z"),
};
const THERE = { Status: "active", DbClusterResourceId: "cluster-NOW", RestoreWindow: WINDOW };
const GONE = { Status: "retained", DbClusterResourceId: "cluster-GONE", RestoreWindow: WINDOW };
const MUST =
  "must be a time from 2026-11-20T03:00:00Z to 2026-11-29T11:55:00Z, which AWS can restore";
const REMEDY = "write such a time, or latest";

/** What is said of a restore of lab-database, or of another source, to this time. */
const said = (
  to: string,
  found: Parameters<typeof faultsOfBackups>[1] = [THERE],
  from = "lab-database",
) => faultsOfBackups({ from, to }, found, NOW).map(({ where, says }) => `${where}: ${says}`);

test.each(["latest", "2026-11-20T03:00:00Z", "2026-11-29T11:55:00Z"])(
  "%s can be restored",
  (to) => {
    expect(said(to)).toEqual([]);
  },
);

test.each([
  ["before the earliest", "2026-11-20T02:59:59Z", ""],
  ["after the latest", "2026-11-29T11:55:01Z", ""],
  ["to come", "2026-11-29T12:00:01Z", ", which is in the future"],
])("a time %s is refused with the times that there are", (_, to, future) => {
  expect(said(to)).toEqual([`--to: ${MUST}, got ${to}${future}; ${REMEDY}`]);
});

test("a cluster without a backup yet is refused", () => {
  expect(said("latest", [{ ...THERE, RestoreWindow: {} }])).toEqual([
    "lab-database: must have a backup to restore, got none yet; AWS makes the first one some minutes after the cluster; wait, or give a snapshot",
  ]);
});

test("a cluster that was deleted is refused with the resource id by which it comes back", () => {
  expect(said("latest", [GONE])).toEqual([
    '--from: must be a cluster that is there, got "lab-database"; it was deleted and AWS has its backups; give --from cluster-GONE',
  ]);
  expect(said("latest", [GONE], "cluster-GONE")).toEqual([]);
});

test("a cluster of which AWS has no backup is refused", () => {
  expect(said("latest", [])).toEqual([
    '--from: must be a cluster that is there, got "lab-database"; AWS has kept no backup of it; give a snapshot by --from',
  ]);
});

test.each([
  [
    undefined,
    'must be a snapshot of a cluster, where no --to is given, got "before"; this lists them: aws rds describe-db-cluster-snapshots --region us-east-1',
  ],
  [{ Status: "creating" }, 'must be a snapshot that is available, got "creating"; wait for it'],
])("of a snapshot, %j is refused", (found, says) => {
  expect(faultsOfSnapshot({ from: "before" }, found, "us-east-1")).toEqual([
    { where: "--from", says },
  ]);
});

describe("what a cluster was made from", () => {
  const block = (more: object) => ({
    restore_to_point_in_time: [
      { source_cluster_identifier: "a", source_cluster_resource_id: "", ...more },
    ],
  });
  test.each([
    [
      "the same cluster at the same time",
      block({ restore_to_time: "T" }),
      { from: "a", to: "T" },
      true,
    ],
    ["another time", block({ restore_to_time: "T" }), { from: "a", to: "U" }, false],
    [
      "a time instead of the latest",
      block({ use_latest_restorable_time: true }),
      { from: "a", to: "T" },
      false,
    ],
    ["its latest", block({ use_latest_restorable_time: true }), { from: "a", to: "latest" }, true],
    ["another cluster", block({ restore_to_time: "T" }), { from: "b", to: "T" }, false],
    ["a snapshot", { snapshot_identifier: "s" }, { from: "s" }, true],
    ["nothing", { restore_to_point_in_time: [] }, { from: "a", to: "latest" }, false],
  ])("%s", (_, values, source, is) => {
    expect(isMadeFrom(values, source)).toBe(is);
  });
});
