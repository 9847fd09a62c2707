import { once } from "node:events";
import { existsSync } from "node:fs";
import { Agent, type IncomingMessage, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { DescribeVpcsCommand } from "@aws-sdk/client-ec2";
import { CreateDBClusterCommand, ModifyDBClusterCommand } from "@aws-sdk/client-rds";
import { aws } from "../../emulator/aws";
import type { Emulator } from "../../emulator/emulator";
import { onEmulator } from "../support/deployment";
import { emptyEmulator } from "../support/empty-emulator";

onEmulator("the emulator", () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await emptyEmulator();
  });
  afterAll(() => emulator?.stop());

  /** One attempt at a call, as an SDK makes it. */
  const createVpc = async (call: string, attempt: number, at = emulator.endpoint) => {
    const answer = await fetch(at, {
      method: "POST",
      headers: {
        authorization: "AWS4-HMAC-SHA256 Credential=emulator/20260101/us-east-1/ec2/aws4_request",
        "content-type": "application/x-www-form-urlencoded",
        "amz-sdk-invocation-id": call,
        "amz-sdk-request": `attempt=${attempt}; max=3`,
      },
      body: "Action=CreateVpc&Version=2016-11-15&CidrBlock=10.9.0.0/16",
    });
    return /<vpcId>(.*?)<\/vpcId>/.exec(await answer.text())?.[1];
  };
  const count = async (at = emulator) => {
    const { Vpcs = [] } = await aws(at).ec2.send(new DescribeVpcsCommand({}));
    return Vpcs.filter(({ CidrBlock }) => CidrBlock === "10.9.0.0/16").length;
  };

  test("answers one call after the other over one connection", async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const answers: unknown[] = [];
    for (const [method, path] of [
      ["HEAD", "/no-such-bucket"],
      ["GET", "/no-such-bucket"],
      ["GET", "/_emulator"],
    ]) {
      const call = request(emulator.endpoint + path, { method, agent }).end();
      const [answer] = (await once(call, "response")) as [IncomingMessage];
      await answer.toArray();
      answers.push([answer.statusCode, call.reusedSocket]);
    }
    agent.destroy();
    expect(answers).toEqual([
      [404, false],
      [404, true],
      [200, true],
    ]);
  });

  test("carries out once what is asked again because the answer got lost", async () => {
    const first = await createVpc("one", 1);
    expect(await createVpc("one", 2)).toBe(first);
    expect(await count()).toBe(1);
  });

  test("a cluster keeps its secret when it is asked once more to have one", async () => {
    const { rds } = aws(emulator);
    const id = { DBClusterIdentifier: "keeps-its-secret" };
    const managed = { ...id, ManageMasterUserPassword: true };
    const made = await rds.send(
      new CreateDBClusterCommand({ ...managed, Engine: "aurora-mysql", MasterUsername: "master" }),
    );
    const changed = await rds.send(new ModifyDBClusterCommand({ ...managed }));
    expect(made.DBCluster?.MasterUserSecret?.SecretArn).toMatch(/^arn:aws:secretsmanager:/);
    const { SecretArn } = changed.DBCluster?.MasterUserSecret ?? {};
    expect(SecretArn).toBe(made.DBCluster?.MasterUserSecret?.SecretArn);
  });

  test("carries out twice what is asked twice", async () => {
    const before = await count();
    expect(await createVpc("two", 1)).not.toBe(await createVpc("three", 1));
    expect(await count()).toBe(before + 2);
  });

  test("a copy has what was made before, and what is made in one of them is not in the other", async () => {
    const before = await count();
    const copy = await emulator.copy();
    const second = await copy.copy();
    await createVpc("four", 1, second.endpoint);
    expect(await Promise.all([count(), count(copy), count(second)])).toEqual([
      before,
      before,
      before + 1,
    ]);
    await Promise.all([second.stop(), copy.stop()]);
  });

  test("a copy ends with its original", async () => {
    const copy = await emulator.copy();
    const second = await copy.copy();
    await copy.stop();
    while (existsSync(`/proc/${second.pid}`)) await sleep(20);
    await expect(count(second)).rejects.toThrow("ECONNREFUSED");
  });

  test("what a web page sends is no word to the server itself", async () => {
    const answer = await fetch(`${emulator.endpoint}/_emulator/copies`, {
      method: "POST",
      headers: { origin: "https://example.org" },
    });
    expect(await answer.text()).not.toContain("pid");
  });
});
