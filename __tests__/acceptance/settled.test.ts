import { linesOf } from "../../terraform/steps";
import { Deployment, onEmulator, refusalOf } from "../support/deployment";
import { leftBy } from "../support/left";
import { type Committed, ONE, RestoreTrial } from "../support/restore-trial";
import { SMALL, smallDatabase } from "../support/small-database";
import { smallProgram } from "../support/small-program";

const [FIRST, SECOND] = ["small-database", "small-database-2"];
const OWN: Committed = { encryption: "own-key" };
const BACK: Committed = { restore: { from: FIRST, to: "latest" } };

/** refusals.test.ts has the way there, on a cluster with AWS's keys. */
onEmulator("a cluster that was made with an own key", (tools) => {
  let stage: Deployment;

  beforeAll(async () => {
    stage = await Deployment.of(SMALL, tools, () => smallDatabase(ONE, OWN));
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
    expect(linesOf(await stage.planOf(smallDatabase(ONE, BACK)))).toEqual([
      "create aws_cloudwatch_log_group.database_cluster_2_error",
      "create aws_cloudwatch_log_group.database_cluster_2_slowquery",
      "create aws_rds_cluster.database_cluster_2",
      "create aws_rds_cluster_instance.database_cluster_2_a",
      "forget aws_kms_key.database",
    ]);
  });

  /** The tests are one walk: each begins where the one before it ended. */
  describe("is followed by restores:", () => {
    let trial: RestoreTrial;
    let own: string;
    let aws: string;

    beforeAll(async () => {
      trial = await RestoreTrial.of(stage, await smallProgram("small-restore"));
      own = await trial.keyOf(FIRST);
    });
    afterAll(() => trial?.close());

    test.each([2, 1] as const)("into place %d with the same key", async (place) => {
      expect(await restored(trial, OWN, place)).toBe(own);
    });

    test("with AWS's key", async () => {
      aws = await restored(trial, {}, 2);
      expect(aws).not.toBe(own);
    });

    test("with an own key again, which is a new one", async () => {
      expect([own, aws]).not.toContain(await restored(trial, OWN, 1));
    });
  });
});

/**
 * A restore into a place, the app's switch to it, and the end of the cluster before. After each of them
 * the next plan is empty, and the restored cluster is the one that was restored.
 * @returns the key of the restored cluster
 */
async function restored(trial: RestoreTrial, key: Committed, into: 1 | 2): Promise<string> {
  const [before, from, copy] =
    into === 1 ? ([2, SECOND, FIRST] as const) : ([1, FIRST, SECOND] as const);
  const restore = { from, to: "latest" };
  const steps = [
    { ...key, cluster: before, restore },
    { ...key, cluster: into, restore },
    { ...key, cluster: into },
  ];
  const were = new Set<string | undefined>();
  for (const step of steps) {
    expect([step, await trial.deployed(step)]).toEqual([step, []]);
    were.add((await trial.cluster(copy)).DbClusterResourceId);
  }
  expect(were.size).toBe(1);
  expect(await trial.restore("--remove", from, "--yes").ended).toMatchObject({ code: 0, err: "" });
  expect([from, await trial.next()]).toEqual([from, []]);
  return trial.keyOf(copy);
}
