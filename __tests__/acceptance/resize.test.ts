import { ModifyDBClusterCommand } from "@aws-sdk/client-rds";
import { aws } from "../../emulator/aws";
import { ask } from "../../emulator/emulator";
import { synthStage } from "../../terraform/synth";
import { command, runner } from "../support/command";
import { Deployment, onEmulator } from "../support/deployment";
import { type Disturbance, NEW, OLD, of, Trial } from "../support/resize-trial";
import { type Instances, SMALL, smallDatabase } from "../support/small-database";
import { smallProgram } from "../support/small-program";
import { Synthesized } from "../support/synthesized";
import { testsAll } from "../support/tests-all";

const TWO: Instances = { a: { class: OLD, zone: "a" }, b: { class: OLD, zone: "b" } };
const SIZES: readonly Instances[] = [
  { a: { class: OLD, zone: "a" } },
  TWO,
  { ...TWO, c: { class: OLD, zone: "c" } },
];

interface Case {
  readonly writer: string;
  readonly disturbance: Disturbance;
}

const DISTURBANCES: readonly Disturbance[] = [
  "nothing",
  "killed after each step",
  "killed in each apply",
  "failover",
];

/** All that may happen to a cluster of these instances; in `npm test` some of it. */
function casesOf(instances: Instances): Case[] {
  const names = Object.keys(instances);
  const possible = DISTURBANCES.filter((each) => names.length > 1 || each !== "failover");
  const all = names.flatMap((writer) => possible.map((disturbance) => ({ writer, disturbance })));
  const some: Case[] = [
    { writer: "a", disturbance: "killed after each step" },
    { writer: "b", disturbance: "failover" },
  ];
  return testsAll ? all : instances === TWO ? some : [];
}

for (const instances of SIZES) {
  const cases = casesOf(instances);
  if (cases.length === 0) continue;
  const names = Object.keys(instances);

  onEmulator(`npm run ops -- resize, on a database of ${names.join(", ")},`, (tools) => {
    let base: Deployment;
    let program: string;
    beforeAll(async () => {
      program = await smallProgram("small-ops");
      base = await Deployment.of(SMALL, tools, () => smallDatabase(instances));
      await base.terraform.apply();
    });
    afterAll(() => base?.close());

    const on = async <T>(writer: string, act: (trial: Trial) => Promise<T>): Promise<T> => {
      const trial = await Trial.of(base, program, tools, instances, writer);
      return act(trial).finally(() => trial.close());
    };
    const endOf = ({ writer, disturbance }: Case) =>
      on(writer, async (trial) => {
        const ended = await trial.resized(disturbance);
        const { classes, writers } = await trial.state();
        const applies = trial.applies();
        return { ...ended, classes, writers, applies, next: await trial.next(of(instances, NEW)) };
      });

    /** Four at a time, since for each instance the provider waits half a minute. */
    let ends: Promise<Awaited<ReturnType<typeof endOf>>>[] | undefined;
    const end = (nth: number) => {
      ends ??= atATime(4, cases, endOf);
      return ends[nth];
    };

    test.each(cases.map((each, nth) => ({ ...each, nth })))(
      "writer $writer, $disturbance: ends right, and no apply changes two",
      async ({ nth }) => {
        const found = await end(nth);
        expect(found).toMatchObject({
          code: 0,
          err: "",
          classes: Object.fromEntries(names.map((name) => [name, NEW])),
          writers: [expect.any(String)],
          next: [],
        });
        expect(found?.applies.filter((changed) => changed > 1)).toEqual([]);
        expect(found?.applies.filter((changed) => changed === 1).length).toBeGreaterThanOrEqual(
          names.length,
        );
      },
    );

    if (instances === TWO) refusals(on);
  });
}

/** Begins with the first ones; each that ends lets another one begin. */
function atATime<From, To>(
  most: number,
  all: readonly From[],
  act: (one: From) => Promise<To>,
): Promise<To>[] {
  const begun: Promise<To>[] = [];
  for (const one of all) {
    const before = begun[begun.length - most];
    const after = before?.then(
      () => undefined,
      () => undefined,
    );
    begun.push((after ?? Promise.resolve()).then(() => act(one)));
  }
  return begun;
}

// Four minutes.
if (testsAll) {
  onEmulator("npm run ops -- resize, on all of lab,", (tools) => {
    const all = (its: string) => ({ a: { class: its, zone: "a" }, b: { class: its, zone: "b" } });
    const synthesized = async (instances: Instances) => {
      const settings = { lab: { database: { instances } } };
      const env = { ...process.env, CDKTF_CONTEXT_JSON: JSON.stringify({ settings }) };
      const { json, files } = await synthStage("lab", env, new AbortController().signal);
      return new Synthesized(json, files);
    };

    test("resizes the database alone, and leaves settings whose plan is empty", async () => {
      const lab = await Deployment.of("lab", tools, () => synthesized(all(OLD)));
      try {
        await lab.terraform.apply();
        const args = ["resize", "lab", NEW, "--folder", lab.folder, "--yes"];
        const { code, out, err } = await command([runner, "ops/cli.ts", ...args], lab.env).ended;
        expect({ code, err }).toEqual({ code: 0, err: "" });
        expect(out.match(/^(reader|\w+ hands).* s$/gm)).toHaveLength(3);
        lab.change(await synthesized(all(NEW)));
        expect(await lab.terraform.planWithExitCode()).toBe("no changes");
      } finally {
        await lab.close();
      }
    });
  });
}

/** What stops it: each leaves all as it was. */
function refusals(on: <T>(writer: string, act: (trial: Trial) => Promise<T>) => Promise<T>): void {
  const stays = { classes: { a: OLD, b: OLD }, writers: ["a"] };
  const stopped = (act: (trial: Trial) => Promise<unknown>, ...args: string[]) =>
    on("a", async (trial) => {
      await act(trial);
      const { code, out, err } = await trial.ops("resize", SMALL, ...args).ended;
      expect(await trial.state()).toEqual(stays);
      expect(trial.applies()).toEqual([]);
      return { code, out, err: err.replace(/--folder \S+/, "--folder HERE") };
    });
  const GO_ON =
    "; now a is the writer, db.t4g.medium; b is a reader, db.t4g.medium; go on with npm run ops -- resize small db.r6g.large --folder HERE";
  const nothing = async () => undefined;

  test("shows the steps and takes none: --dry-run", async () => {
    const { code, out, err } = await stopped(nothing, NEW, "--dry-run");
    expect({ code, err }).toEqual({ code: 1, err: "" });
    expect(out.slice(out.indexOf(SMALL))).toBe(STEPS);
  });

  test("asks, and where it can't, takes none", async () => {
    expect(await stopped(nothing, NEW)).toMatchObject({
      code: 2,
      err: `small: resizing small: must be agreed to, got no terminal to ask on; add --yes${GO_ON}\n`,
    });
  });

  test("stops where anything else is to be deployed", async () => {
    const changed = (trial: Trial) =>
      aws(trial.deployment.emulator).rds.send(
        new ModifyDBClusterCommand({
          DBClusterIdentifier: "small-database",
          BackupRetentionPeriod: 7,
        }),
      );
    expect(await stopped(changed, NEW, "--yes")).toMatchObject({
      code: 2,
      err: `small: must have nothing to deploy but this resize, got update aws_rds_cluster.database (backup_retention_period); deploy first (npx cdktf deploy small), or take it into the settings${GO_ON}\n`,
    });
  });

  test("stops where a zone lacks the class", async () => {
    expect(await stopped(nothing, "db.x9g.large", "--yes")).toMatchObject({
      code: 2,
      err: expect.stringMatching(
        /^small: a: must be in a zone that offers db.x9g.large, got us-east-1a; choose another class, .*b: must be/,
      ),
    });
  });

  test("stops where a reader doesn't catch up", async () => {
    const lagging = ({ deployment }: Trial) =>
      ask(deployment.emulator, "POST", "/lag", JSON.stringify({ "small-database-b": 5_000 }));
    expect(await stopped(lagging, NEW, "--yes")).toMatchObject({
      code: 2,
      err: `small: database: must be calm, got small-database-b is 5000 ms behind the writer for more than 15 minutes; look at the events of the cluster in RDS's console${GO_ON}\n`,
    });
  });

  test("prints the steps as settings to commit: --guide", async () => {
    const { code, out, err } = await stopped(nothing, NEW, "--guide");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toBe(GUIDE);
  });

  if (testsAll) {
    test("stops where somebody deploys the old settings meanwhile", async () => {
      await on("a", async (trial) => {
        const going = trial.ops("resize", SMALL, NEW, "--yes");
        await going.says(/^reader b.* s$/m);
        going.child.kill("SIGSTOP");
        trial.deployment.change(smallDatabase(TWO));
        await trial.deployment.terraform.apply("-lock-timeout=60s");
        going.child.kill("SIGCONT");
        const { code, err } = await going.ended;
        expect(code).toBe(2);
        expect(err).toMatch(
          /^small: must keep the classes of this resize, got b with db.t4g.medium again; /,
        );
        expect((await trial.state()).classes.a).toBe(OLD);
        expect(trial.applies().filter((changed) => changed > 1)).toEqual([]);
      });
    });
  }
}

const STEPS = `small
  a  writer  db.t4g.medium
  b  reader  db.t4g.medium

  1  reader b: db.t4g.medium to db.r6g.large
     for some minutes without this reader: its connections end, and others
     read at the other instances
  2  a hands over to b
     for about 30 s nothing is saved: the app waits, and tries again
  3  reader a: db.t4g.medium to db.r6g.large
     for some minutes without this reader: its connections end, and others
     read at the other instances

Instances cost $107 a month, and $380 afterwards (us-east-1).

`;

const GUIDE = `small: commit and deploy these one after the other.

1. reader b: db.t4g.medium to db.r6g.large

    instances: {
      a: { class: "db.t4g.medium", zone: "a" },
      b: { class: "db.r6g.large", zone: "b" },
    },

   The plan must be: update aws_rds_cluster_instance.database_b (instance_class)
   and nothing else. Wait until b is available before the next step.

2. a hands over to b

    npm run ops -- failover small --to b

   No settings change, and the next plan shows no change.

3. reader a: db.t4g.medium to db.r6g.large

    instances: {
      a: { class: "db.r6g.large", zone: "a" },
      b: { class: "db.r6g.large", zone: "b" },
    },

   The plan must be: update aws_rds_cluster_instance.database_a (instance_class)
   and nothing else. Wait until a is available before the next step.
`;
