import type { DBCluster, RDSClient } from "@aws-sdk/client-rds";
import type { Means } from "../../../ops/means";
import { refuseUnrestorable } from "../../../ops/restore/ask";
import { restoringOf, run } from "../../../ops/restore/run";
import type { Scene } from "../../../ops/restore/scene";
import { TerraformJson } from "../../../terraform/document";
import { synthStage } from "../../support/synth";
import { planned, wholePlanOf } from "../support";

test.each(["2026-11-29T10:00", "2026-11-29T10:00:00.000Z", "2026-11-29 10:00:00", "Latest", ""])(
  "the time %j is refused before anything is looked at, with no command to go on",
  async (to) => {
    await expect(run("lab", { to }, {} as Means)).rejects.toMatchObject({
      exitCode: 2,
      message: `--to: must be "latest" or a time in UTC, got "${to}"; write "latest", or a time like "2026-11-29T10:00:00Z"; a snapshot has one time, so leave it out`,
    });
  },
);

/** The place of a restore of a snapshot that the app's cluster was made from, this many hours ago. */
async function placeOf(hours: number) {
  const ClusterCreateTime = new Date(Date.now() - hours * 3_600_000);
  const there: DBCluster = { DBClusterIdentifier: "lab-database", ClusterCreateTime };
  const files = (database: object) => ({ json: synthStage("lab", { database }).text });
  const known = { snapshot_identifier: "golden" };
  const plan = wholePlanOf(
    [],
    [planned("aws_rds_cluster.database", { before: known, after: known })],
  );
  const scene = {
    stage: "lab",
    region: "us-east-1",
    clients: { rds: { send: async () => ({ DBClusters: [there] }) } as unknown as RDSClient },
    stack: new TerraformJson(synthStage("lab").document),
    used: { place: 1, id: "lab-database" },
    live: async () => "lab-database",
    synth: async (database: object) => files(database),
  } as unknown as Scene;
  const folder = { plan: async () => plan, apply: async () => undefined };
  return (await restoringOf(scene, { from: "golden" }, folder)).job.copy.id;
}

test("a snapshot that was restored in place an hour ago is that restore, and goes on", async () => {
  expect(await placeOf(1)).toBe("lab-database");
});

test("a snapshot that was restored days ago is restored again, beside the app's cluster", async () => {
  expect(await placeOf(48)).toBe("lab-database-2");
});

test("a source that AWS can't restore is refused like a wrong word, with no command to go on", async () => {
  const rds = { send: async () => ({ DBClusterSnapshots: [] }) } as unknown as RDSClient;
  const asked = refuseUnrestorable(
    rds,
    { from: "no-such-snapshot" },
    { region: "us-east-1", now: new Date() },
  );
  await expect(asked).rejects.toMatchObject({ name: "Refusal", exitCode: 2 });
});
