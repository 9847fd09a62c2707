import { CreateLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CreateKeyCommand, KMSClient, ScheduleKeyDeletionCommand } from "@aws-sdk/client-kms";
import { configOf } from "../../emulator/aws";
import { accountOf } from "../../ops/recover/account";
import { onCloud } from "../support/cloud";
import { command, runner } from "../support/command";
import { Deployment, onEmulator, refusalOf } from "../support/deployment";
import { leftBy } from "../support/left";
import { ONE } from "../support/restore-trial";
import { SMALL, smallDatabase } from "../support/small-database";

const LOGS = "/aws/rds/cluster/lab-database/error";

onCloud(
  "an account with a log group that RDS made",
  async (cloud) => {
    for (const logGroupName of [LOGS, `${LOGS}-of-another`]) {
      await cloud.logs.send(new CreateLogGroupCommand({ logGroupName }));
    }
  },
  (at) => {
    test.each([
      { name: LOGS, there: true },
      { name: LOGS.slice(0, -1), there: false },
      { name: "/lab/web", there: false },
    ])("holds $name: $there", async ({ name, there }) => {
      const account = await accountOf("lab", configOf(at.emulator));
      expect(await account.has("aws_cloudwatch_log_group", name)).toBe(there);
    });
  },
);

onCloud(
  "an account with keys of a stage, one of which is about to be deleted",
  async () => undefined,
  (at) => {
    test("holds the others alone", async () => {
      const config = configOf(at.emulator);
      const kms = new KMSClient(config);
      const tags = { Name: "lab-database", Stage: "lab" };
      const Tags = Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
      const made = () => kms.send(new CreateKeyCommand({ Tags }));
      const [gone, ...kept] = [await made(), await made(), await made()];
      await kms.send(new ScheduleKeyDeletionCommand({ KeyId: gone.KeyMetadata?.KeyId }));
      const found = (await accountOf("lab", config)).named("lab-database");
      expect([...found].sort()).toEqual(kept.map((each) => each.KeyMetadata?.Arn).sort());
    });
  },
);

onEmulator("a state that has lost what AWS still has", (tools) => {
  let stage: Deployment;
  beforeAll(async () => {
    stage = await Deployment.of(SMALL, tools, () => smallDatabase(ONE));
    await stage.terraform.apply();
  });
  afterAll(() => stage?.close());

  test.concurrent.each([
    { what: "the cluster alone", lost: /^aws_rds_cluster\./ },
    { what: "all parts of the database", lost: /^aws_(rds|db|cloudwatch_log_group)/ },
  ])("finds $what by recover, and the next deploy passes", async ({ lost }) => {
    const copy = await stage.copy();
    const { terraform, folder, env } = copy;
    try {
      const { stdout } = await terraform.run(["state", "list"]);
      const addresses = stdout.split("\n").filter((each) => lost.test(each));
      await terraform.run(["state", "rm", ...addresses]);

      const args = [runner, "ops/cli.ts", "recover", SMALL, "--folder", folder];
      expect(await command(args, env).ended).toMatchObject({ code: 0 });
      expect(await refusalOf(terraform.apply())).toBe("it was not refused");
      expect(await leftBy(terraform)).toEqual([]);
    } finally {
      await copy.close();
    }
  });
});
