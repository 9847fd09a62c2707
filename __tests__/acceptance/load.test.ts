import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { callsDuring } from "../support/asked";
import { onCloud } from "../support/cloud";
import { command, runner } from "../support/command";
import { groupOfTwo } from "../support/group-of-two";
import { expectCalls } from "../support/ops-calls";
import { type Slow, slowServer } from "../support/slow-server";
import { synthStage } from "../support/synth";

onCloud("npm run ops -- load", groupOfTwo, (at) => {
  let outdir: string;
  let app: Slow;
  let statuses: Record<number, number>;
  beforeAll(() => {
    outdir = mkdtempSync(join(tmpdir(), "load-"));
    for (const stage of ["lab", "prod"] as const) {
      mkdirSync(join(outdir, "stacks", stage), { recursive: true });
      writeFileSync(join(outdir, "stacks", stage, "cdk.tf.json"), synthStage(stage).text);
    }
  });
  afterAll(() => rmSync(outdir, { recursive: true }));
  beforeEach(async () => {
    statuses = {};
    app = await slowServer((_, end) => end(statuses[app.asked.length]));
  });
  afterEach(() => app.close());

  const start = (...args: string[]) =>
    command([runner, "ops/cli.ts", "load", "lab", "--watch", "0s", ...args], {
      ...at.emulator.env,
      CDKTF_OUTDIR: outdir,
    });
  const here = () => ["--url", app.url, "--yes"];

  test("presses Start at its rate, and reports requests, times and the group that AWS has", async () => {
    const out = join(outdir, "load.html");
    // Fewer than there are connections: on a busy machine all of them may be due at once.
    const run = start(...here(), "--rate", "10", "--duration", "3s", "--out", out).ended;
    const calls = await callsDuring(at.emulator.log, () => run);
    const { code, out: printed, err } = await run;
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expectCalls("load", "lab", calls);
    // The first one opens the way, and isn't counted.
    expect(app.asked).toEqual(Array.from({ length: 31 }, () => "POST /load/start minutes=1"));
    expect(printed).toContain(
      "lab-web: 2 desired, 2 in service, 4 at most, a target of 30 % CPU\n",
    );
    expect(printed.split("\n").filter((line) => line.length > 100)).toEqual([]);
    // A busy machine is said, and is none of this test's business.
    const report = printed.slice(printed.indexOf("asked ")).replace(/^too fast .*\n/m, "");
    expect(report.replaceAll(/[\d.]+ m?s\b|\d\d:\d\d:\d\d/g, "…")).toBe(
      `asked      POST ${app.url}/load/start, 10 a second
sent       30 of 30
not sent   0
answered   30
failed     0
latency    p50 …, p95 …, p99 …, most …
own delay  p50 …, p95 …, p99 …, most …
instances  2 as before: lab-web didn't grow
CPU        none yet in CloudWatch, target 30 %

Activities of lab-web since … UTC: none
`,
    );
    expect(readFileSync(out, "utf8")).toContain("<dt>sent</dt><dd>30 of 30</dd>");
  });

  test("ends with 1 if something failed, and says what and which share", async () => {
    statuses = { 2: 503, 3: 503, 4: 404 };
    const { code, out } = await start(...here(), "--rate", "20", "--duration", "1s").ended;
    expect(code).toBe(1);
    expect(out).toMatch(/^failed {5}3 \(15 %\): 2 × HTTP 503, 1 × HTTP 404$/m);
  });

  test("Ctrl-C ends the load, reports what was measured, and says what stands where", async () => {
    const run = start(...here(), "--rate", "50", "--duration", "10m");
    while (app.asked.length < 50) await sleep(50);
    run.child.kill("SIGINT");
    const { code, out, err } = await run.ended;
    expect({ code, err }).toEqual({ code: 130, err: "" });
    const asked = app.asked.length;
    expect(out).toMatch(/^sent +\d+ of \d+$/m);
    expect(out).toMatch(
      /\nlab: stopped after 0:\d\d, nothing is sent any more; lab-web has 2 desired, 2 in service\n$/,
    );
    await sleep(500);
    expect(app.asked).toHaveLength(asked);
  });

  test("the load ends with a command that is killed", async () => {
    const run = start(...here(), "--rate", "50", "--duration", "10m");
    while (app.asked.length < 20) await sleep(50);
    run.child.kill("SIGKILL");
    await run.ended;
    let asked = -1;
    while (asked !== app.asked.length) {
      asked = app.asked.length;
      await sleep(500);
    }
  });

  test("puts no load on an app that has its load page off", async () => {
    statuses = { 1: 404 };
    const must = "must answer POST /load/start before there is load";
    const remedy = "turn the page on (web.loadPage), or name another one with --path";
    const err = `${app.url}: ${must}, got HTTP 404; ${remedy}\n`;
    expect(await start(...here()).ended).toMatchObject({ code: 2, err });
    expect(app.asked).toHaveLength(1);
  });

  test("puts no load where nobody listens", async () => {
    const url = "http://127.0.0.1:1";
    const must = "must answer GET / before there is load";
    expect(await start("--url", url, "--yes", "--path", "/").ended).toMatchObject({
      code: 2,
      err: `${url}: ${must}, got ECONNREFUSED; look at it with npm run ops -- status STAGE\n`,
    });
  });

  test.each([
    [
      "without --yes where nobody can be asked",
      () => ["--url", app.url],
      "load on lab: must be agreed to, got no terminal to ask on; add --yes",
    ],
    [
      "on somebody else, nor at a rate of zero",
      () => ["--yes", "--url", "http://example.com", "--rate", "0"],
      '--rate: must be a whole number of requests a second, 1 to 500, got "0"; write it like --rate 20\n--url: must be an address of this machine, such as http://127.0.0.1:8080, got "http://example.com"; leave it out, and the stage\'s output url is asked',
    ],
    [
      "whose report has no folder",
      () => [...here(), "--out", "/nowhere/at/all/load.html"],
      "--out /nowhere/at/all/load.html: must be in a folder that is there, got /nowhere/at/all; make it, or name another file",
    ],
  ])("puts no load %s", async (_, args, line) => {
    expect(await start(...args()).ended).toMatchObject({ code: 2, err: `${line}\n` });
    expect(app.asked).toEqual([]);
  });

  test("puts no load on a stage that isn't deployed", async () => {
    const env = { ...at.emulator.env, CDKTF_OUTDIR: outdir };
    const args = [runner, "ops/cli.ts", "load", "prod", ...here()];
    expect(await command(args, env).ended).toEqual({
      code: 2,
      out: "",
      err: "prod: must have the Auto Scaling group prod-web, got none in us-east-1; deploy the stage\n",
    });
  });
});
