import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { reportWork, setPace } from "../../emulator/fleet-time";
import { onCloud } from "../support/cloud";
import { command, runner } from "../support/command";
import { groupOfTwo } from "../support/group-of-two";
import { slowServer } from "../support/slow-server";
import { synthStage } from "../support/synth";

/** As much as keeps three instances of one processor at the target of 30 %. */
const BUSY = { cpu: 3 * 30 };

onCloud(
  "npm run ops -- load, where the fleet's time is 60 times the clock's,",
  groupOfTwo,
  (at) => {
    let home: string;
    beforeAll(() => {
      home = mkdtempSync(join(tmpdir(), "load-"));
      mkdirSync(join(home, "stacks", "lab"), { recursive: true });
      writeFileSync(join(home, "stacks", "lab", "cdk.tf.json"), synthStage("lab").text);
    });
    afterAll(() => rmSync(home, { recursive: true }));

    test("shows a fleet that target tracking grows by what its app reports, and shrinks again", async () => {
      const { emulator } = at;
      const app = await slowServer((_, end) => end());
      let heard = 0;
      let quiet = 0;
      let reported = Promise.resolve();
      // What the app on this machine does, for all instances of the group. A busy machine may ask it late.
      const reporting = setInterval(() => {
        quiet = app.asked.length > heard ? 0 : quiet + 1;
        heard = app.asked.length;
        reported = reportWork(emulator, "lab-web", heard > 0 && quiet < 5 ? BUSY : { cpu: 0 });
      }, 500);
      await setPace(emulator, 60);
      const out = join(home, "load.html");
      const args = ["--url", app.url, "--rate", "10", "--duration", "30s", "--yes", "--out", out];
      const run = command([runner, "ops/cli.ts", "load", "lab", ...args], {
        ...emulator.env,
        CDKTF_OUTDIR: home,
      });
      const { code, out: printed, err } = await run.ended;
      clearInterval(reporting);
      await reported;
      app.close();
      expect({ code, err }).toEqual({ code: 0, err: "" });
      // No terminal: a line every ten seconds instead of charts that are redrawn.
      expect(printed).toMatch(
        /^0:\d\d {2}sent \d+, failed 0, p99 (none|\S+ m?s); \d desired, \d in service/m,
      );
      expect(printed).toMatch(/^instances {2}2 → 3 → 2, which it had again after \d:\d\d$/m);
      const activities = printed.slice(printed.indexOf("Activities of lab-web"));
      expect(
        activities.replaceAll(/\d\d:\d\d:\d\d|i-[\da-f]+/g, "…"),
      ).toBe(`Activities of lab-web since … UTC:
  …  Successful  Launching a new EC2 instance: …
  …  Successful  Terminating EC2 instance: …
`);
      expect(readFileSync(out, "utf8")).toMatch(
        /AlarmHigh-\S+ in state ALARM triggered policy cpu/,
      );
    });
  },
);
