import { CreateLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
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
