import { linesOf } from "../../terraform/steps";
import { Deployment, onEmulator, refusalOf } from "../support/deployment";
import { leftBy } from "../support/left";
import { SMALL, smallDatabase } from "../support/small-database";
import { testsAll } from "../support/tests-all";

const ONE = { a: { class: "db.t4g.medium", zone: "a" } };
const BACK = { restore: { from: "small-database", to: "latest" } } as const;

/** refusals.test.ts has the way there, on a cluster with AWS's keys. */
const nightly: typeof onEmulator = testsAll ? onEmulator : () => undefined;

nightly("a cluster that was made with an own key", (tools) => {
  let stage: Deployment;

  beforeAll(async () => {
    stage = await Deployment.of(SMALL, tools, () => smallDatabase(ONE, { encryption: "own-key" }));
    await stage.terraform.apply();
  });
  afterAll(() => stage?.close());

  test("has a second plan that is empty", async () => {
    expect(await leftBy(stage.terraform)).toEqual([]);
  });

  test("keeps its key: a plan without the setting is refused", async () => {
    expect(await refusalOf(stage.planOf(smallDatabase(ONE)))).toContain(
      'encryption: must be "own-key", which small-database was made with, got "aws"; a cluster keeps it for good, so write "own-key" again, or add database.restore: { from: "small-database", to: "latest" }, which makes a second cluster with it',
    );
  });

  test("is left by a restore to AWS's keys, and its key stays for it", async () => {
    const plan = await stage.planOf(smallDatabase(ONE, BACK));
    expect(linesOf(plan)).toEqual([
      "create aws_cloudwatch_log_group.database_cluster_2_error",
      "create aws_cloudwatch_log_group.database_cluster_2_slowquery",
      "create aws_rds_cluster.database_cluster_2",
      "create aws_rds_cluster_instance.database_cluster_2_a",
      "forget aws_kms_key.database",
    ]);
    await stage.terraform.apply();
    expect(await leftBy(stage.terraform)).toEqual([]);
    const only = await stage.planOf(smallDatabase(ONE, { cluster: 2 }));
    expect(linesOf(only)).toContain("forget aws_rds_cluster.database");
  });
});
