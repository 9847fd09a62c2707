import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ask } from "../../emulator/emulator";
import { onCloud } from "../support/cloud";
import { clusterOfTwo } from "../support/cluster-of-two";
import { command, runner } from "../support/command";
import { synthStage } from "../support/synth";

onCloud("npm run ops -- status, of a lab that lost all but its database", clusterOfTwo, (at) => {
  let outdir: string;
  const synthesized = (stage: string, change: object = {}) => {
    mkdirSync(join(outdir, "stacks", stage), { recursive: true });
    const { text } = synthStage("lab", change);
    const file = join(outdir, "stacks", stage, "cdk.tf.json");
    const named = text.replaceAll('"lab-database"', `"${stage}-database"`);
    writeFileSync(file, named.replaceAll('"Stage": "lab"', `"Stage": "${stage}"`));
  };
  beforeAll(() => {
    outdir = mkdtempSync(join(tmpdir(), "status-"));
    synthesized("lab");
  });
  afterAll(() => rmSync(outdir, { recursive: true }));

  const status = (...args: string[]) =>
    command([runner, "ops/cli.ts", "status", ...args], {
      ...at.emulator.env,
      CDKTF_OUTDIR: outdir,
    });

  test("names what is broken, in the order of a request's way, and ends with 1", async () => {
    const { code, out, err } = await status("lab").ended;
    expect({ code, err }).toEqual({ code: 1, err: "" });
    expect(out).toContain(
      "\ndoes not work\n  ✗ service: target: there is no load balancer\n  ✗ service: address: ",
    );
    expect(out).toContain("\nfleet        none\n");
  });

  test("shows how far a reader is behind, and that somebody should look at it", async () => {
    await ask(at.emulator, "POST", "/lag", JSON.stringify({ "lab-database-b": 4_000 }));
    const { out } = await status("lab").ended;
    expect(out).toContain("  ! lag: lab-database-b is 4.0 s behind the writer\n");
    expect(out).toMatch(
      / {2}lab-database-b {2}reader {2}db\.t4g\.medium {2}b {2}available {2}lag 4000 ms\n/,
    );
  });

  test("--watch looks again until it is interrupted, which is 130", async () => {
    const watching = status("lab", "--watch", "1");
    await watching.says(/does not work[\s\S]*does not work/);
    watching.child.kill("SIGINT");
    expect(await watching.ended).toMatchObject({ code: 130, err: "" });
  });

  test("refuses a stage that isn't deployed, and says where it has looked", async () => {
    synthesized("lab-eu");
    expect(await status("lab-eu").ended).toEqual({
      code: 2,
      out: "",
      err: "lab-eu: must be deployed, got no load balancer, fleet or database of this name in account 123456789012, us-east-1; deploy it, or look whether these are the right ones\n",
    });
  });

  test("refuses credentials of another account than the stage's", async () => {
    synthesized("lab", { account: "999999999999" });
    expect(await status("lab").ended).toEqual({
      code: 2,
      out: "",
      err: 'lab: must be asked in account 999999999999, got "123456789012"; log in to that account, or set AWS_PROFILE\n',
    });
    synthesized("lab");
  });
});
