import { CreateLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CreateKeyCommand, KMSClient, ScheduleKeyDeletionCommand } from "@aws-sdk/client-kms";
import { configOf } from "../../emulator/aws";
import { accountOf } from "../../ops/recover/account";
import { onCloud } from "../support/cloud";

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
