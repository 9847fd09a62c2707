import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DescribeDBClustersCommand, DescribeEventsCommand } from "@aws-sdk/client-rds";
import { alarmsOf } from "../../alarms/table";
import { ask } from "../../emulator/emulator";
import { FACTS } from "../alarms/facts";
import { callsDuring } from "../support/asked";
import { onCloud } from "../support/cloud";
import { clusterOfTwo } from "../support/cluster-of-two";
import { command, runner } from "../support/command";
import { expectCalls } from "../support/ops-calls";
import { synthStage } from "../support/synth";

/** An app whose first answer gets lost, and whose writer is away for a while, from the fourth question on. */
async function appThatPauses(): Promise<{ url: string; server: Server }> {
  let asked = 0;
  const server = createServer((question, answer) => {
    asked += 1;
    if (asked === 1) return question.socket.destroy();
    const ok = asked <= 3 || asked > 6;
    answer.end(JSON.stringify({ writer: { ok }, reader: { ok: true } }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

onCloud("npm run ops -- failover", clusterOfTwo, (at) => {
  let outdir: string;
  beforeAll(() => {
    outdir = mkdtempSync(join(tmpdir(), "failover-"));
    mkdirSync(join(outdir, "stacks", "lab"), { recursive: true });
    writeFileSync(join(outdir, "stacks", "lab", "cdk.tf.json"), synthStage("lab").text);
  });
  afterAll(() => rmSync(outdir, { recursive: true }));

  const failover = (...args: string[]) =>
    command([runner, "ops/cli.ts", "failover", "lab", ...args], {
      ...at.emulator.env,
      CDKTF_OUTDIR: outdir,
    }).ended;
  const writer = async () => {
    const { DBClusters: [cluster] = [] } = await at.cloud.rds.send(
      new DescribeDBClustersCommand({}),
    );
    return cluster?.DBClusterMembers?.find((each) => each.IsClusterWriter)?.DBInstanceIdentifier;
  };

  test("hands over, says what RDS says where there is no app, and who is the writer now", async () => {
    const run = failover("--yes");
    const calls = await callsDuring(at.emulator.log, () => run);
    const { code, out, err } = await run;
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expectCalls("failover", "lab", calls);
    expect(await writer()).toBe("lab-database-b");
    expect(out.replaceAll(/\d\d:\d\d:\d\d|\d+\.\d s$/gm, "…")).toBe(`lab
  a  writer  db.t4g.medium
  b  reader  db.t4g.medium

a hands over to b:
for about 30 s nothing is saved; the app waits, and tries again.

a hands over to b          …

There is no load balancer, so how long nothing
could be saved isn't measured. RDS says:
  …  lab-database  Started cross AZ failover to DB instance: lab-database-b
  …  lab-database  Completed failover to DB instance: lab-database-b

lab
  a  reader  db.t4g.medium
  b  writer  db.t4g.medium
`);
  });

  test("is in RDS's events under the category that the alarm database-failover hears of", async () => {
    const alarm = alarmsOf(FACTS).find(({ name }) => name === "database-failover");
    const { Events = [] } = await at.cloud.rds.send(new DescribeEventsCommand({ Duration: 60 }));
    const last = Events.at(-1);
    expect(last?.Message).toBe("Completed failover to DB instance: lab-database-b");
    const category = last?.EventCategories?.[0];
    expect(alarm).toMatchObject({ event: { source: "rds", of: "cluster", category } });
  });

  test("measures at the app for how long nothing could be saved", async () => {
    const { server, url } = await appThatPauses();
    try {
      const { code, out, err } = await failover("--to", "a", "--url", url, "--yes");
      expect({ code, err }).toEqual({ code: 0, err: "" });
      expect(out).toMatch(
        /^Nothing could be saved for \d+\.\d s, give or take 1\.0 s,\nas http:\S+\/readyz saw it\.$/m,
      );
    } finally {
      server.closeAllConnections();
      server.close();
    }
    expect(await writer()).toBe("lab-database-a");
  });

  test("asks, and where it can't, changes nothing", async () => {
    expect(await failover()).toMatchObject({
      code: 2,
      err: "failover of lab: must be agreed to, got no terminal to ask on; add --yes\n",
    });
    expect(await writer()).toBe("lab-database-a");
  });

  test("refuses a target that is behind", async () => {
    await ask(at.emulator, "POST", "/lag", JSON.stringify({ "lab-database-b": 4_000 }));
    expect(await failover("--to", "b", "--yes")).toEqual({
      code: 2,
      out: "",
      err: "database: must be calm, got lab-database-b is 4000 ms behind the writer; wait, or add --anyway to hand over all the same\n",
    });
    expect((await failover("--to", "b", "--yes", "--anyway")).code).toBe(0);
    expect(await writer()).toBe("lab-database-b");
  });
});

onCloud("npm run ops -- resize, of a stage in HCP,", clusterOfTwo, (at) => {
  const settings = { lab: { backend: { kind: "hcp", organization: "acme" } } };
  const resize = (...args: string[]) =>
    command([runner, "ops/cli.ts", "resize", "lab", "db.r6g.large", ...args], {
      ...at.emulator.env,
      CDKTF_CONTEXT_JSON: JSON.stringify({ settings }),
    }).ended;

  test("can't take the steps, and says so", async () => {
    expect(await resize("--yes")).toEqual({
      code: 2,
      out: "",
      err: "lab: must keep its state where this machine may apply, got HCP Terraform, which applies itself; add --guide for the same steps as settings to commit\n",
    });
  });

  test("prints the steps as settings to commit", async () => {
    const { code, out, err } = await resize("--guide");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out.match(/^\d\. .*$/gm)).toEqual([
      "1. reader b: db.t4g.medium to db.r6g.large",
      "2. a hands over to b",
      "3. reader a: db.t4g.medium to db.r6g.large",
    ]);
  });

  test("refuses a class that the settings can't have, before AWS is asked", async () => {
    const args = [runner, "ops/cli.ts", "resize", "lab", "db.t4g.huge", "--guide"];
    expect(await command(args, at.emulator.env).ended).toMatchObject({
      code: 2,
      err: expect.stringContaining(
        "lab.database.instances.a.class: must be an instance class of Aurora",
      ),
    });
  });
});
