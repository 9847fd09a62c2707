import { DescribeDBClustersCommand } from "@aws-sdk/client-rds";
import { createColors } from "picocolors";
import type { Aws } from "../../emulator/aws";
import { inventory } from "../../emulator/inventory";
import { drill } from "../../ops/restore/drill/drill";
import { Screen } from "../../terminal/screen";
import { onCloud } from "../support/cloud";
import { clusterOf } from "../support/cluster-of-two";
import { command } from "../support/command";
import { ONE } from "../support/restore-trial";
import { SMALL } from "../support/small-database";
import { smallProgram } from "../support/small-program";
import { testsAll } from "../support/tests-all";

const SOURCE = `${SMALL}-database`;
const REMOVAL =
  "aws rds delete-db-instance --db-instance-identifier small-database-drill-a --skip-final-snapshot --region us-east-1; " +
  "aws rds delete-db-cluster --db-cluster-identifier small-database-drill --skip-final-snapshot --region us-east-1";

const smallCluster = (cloud: Aws) => clusterOf(cloud, SMALL);

onCloud("a drill of a restore", smallCluster, (at) => {
  /** @param stop receives each line as it is printed, and what aborts the drill and the removal */
  const drilled = async (stop: Stop = () => undefined) => {
    const [stopping, givingUp] = [new AbortController(), new AbortController()];
    let out = "";
    const write = (text: string) => {
      out += text;
      stop(text, stopping, givingUp);
    };
    const screen = new Screen({ write }, false, createColors(false));
    const ended = await drill({
      rds: at.cloud.rds,
      at: { stage: SMALL, region: "us-east-1" },
      sourceId: SOURCE,
      screen,
      patience: { everyMs: 20 },
      signal: stopping.signal,
      giveUp: givingUp.signal,
    }).catch((error: Error) => error.message);
    return { ended, out };
  };
  const source = async () => {
    const asked = new DescribeDBClustersCommand({ DBClusterIdentifier: SOURCE });
    const { DBClusters: [found] = [] } = await at.cloud.rds.send(asked);
    const { LatestRestorableTime: _, ...cluster } = found ?? {};
    return cluster;
  };

  let before: unknown[];
  const all = async () => [await inventory(at.cloud), await source()];
  beforeAll(async () => {
    await source(); // creating, when it is asked for the first time
    before = await all();
  });

  test("makes a copy, checks it, removes it, and says how long each part took", async () => {
    const { ended, out } = await drilled();
    expect(ended).toEqual({
      restored: expect.any(Number),
      started: expect.any(Number),
      checked: expect.any(Number),
      behind: expect.any(Number),
    });
    expect(out.replaceAll(/ +\d+\.\d s$/gm, "")).toBe(
      "a copy is restored\nits instance starts\nit is checked\nit is removed again\n",
    );
    expect(await all()).toEqual(before);
  });

  test.each(["a copy is restored", "its instance starts", "it is checked"])(
    "that is stopped after “%s” leaves nothing",
    async (step) => {
      await drilled((text, stopping) => text.startsWith(step) && stopping.abort());
      expect(await all()).toEqual(before);
    },
  );

  const ops = (...words: string[]) =>
    command([program, "restore", SMALL, "--drill", ...words], {
      ...at.emulator.env,
      SMALL_DATABASE: JSON.stringify({ instances: ONE }),
    });
  let program: string;
  beforeAll(async () => {
    program = await smallProgram("small-restore");
  });

  test("by its command prints the times as a table to paste into the runbook", async () => {
    const { code, out, err } = await ops("--yes").ended;
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^The drill restores a copy of small-database, with one instance,/);
    expect(out).toMatch(/^\| part +\| RTO: it takes +\| RPO: it loses +\|$/m);
    expect(out).toMatch(/^\| its first instance starts +\| \d+\.\d s +\| nothing more +\|$/m);
    expect(await all()).toEqual(before);
  });

  if (testsAll) {
    test("by its command, interrupted, leaves nothing", async () => {
      const going = ops("--yes");
      await going.says(/^a copy is restored/m);
      going.child.kill("SIGINT");
      expect(await going.ended).toMatchObject({ code: 130, err: "" });
      expect(await all()).toEqual(before);
    });

    test("asks before, and takes no time to restore to", async () => {
      expect(await ops().ended).toMatchObject({
        code: 2,
        err: "drill of small: must be agreed to, got no terminal to ask on; add --yes\n",
      });
      expect(await ops("--to", "latest", "--dry-run").ended).toMatchObject({
        code: 2,
        err: "--drill: must stand alone, or with --yes, got --to, --dry-run; leave it out\n",
      });
    });
  }

  test("whose removal is stopped, too, names what is left, and a next one refuses it", async () => {
    const { out } = await drilled((text, stopping, givingUp) => {
      if (!text.startsWith("its instance starts")) return;
      stopping.abort();
      givingUp.abort();
    });
    expect(out).toContain(
      `small-database-drill: the copy may still be there, and is paid for; remove it: ${REMOVAL}\n`,
    );
    const { ended } = await drilled();
    expect(ended).toBe(
      `small-database-drill: must not be there before a drill, got one; wait if another drill is running, or remove it: ${REMOVAL}`,
    );
  });
});

type Stop = (text: string, stopping: AbortController, givingUp: AbortController) => unknown;
