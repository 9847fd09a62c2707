import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Network } from "../../constructs/network";
import { ReadableStack } from "../../constructs/readable-stack";
import { aws } from "../../emulator/aws";
import { inventory } from "../../emulator/inventory";
import type { Tools } from "../../emulator/tools";
import { linesOf } from "../../terraform/steps";
import type { AttachedWorkspace } from "../support/attached";
import { command, runner } from "../support/command";
import { onEmulator, refusalOf } from "../support/deployment";
import { killedApply } from "../support/killed";
import { leftBy } from "../support/left";
import { inBucket, Remote } from "../support/remote";
import { synth } from "../support/synth";
import { testsAll } from "../support/tests-all";

const KEY = "town.tfstate";
const LOCK = "town.tfstate.tflock";

const stackOf = (build: (stack: ReadableStack) => void) =>
  synth("town", (app) => {
    const tags = { Stage: "town" };
    build(new ReadableStack(app, "town", { region: "us-east-1", backend: inBucket, tags }));
  });

/** Two parameters: quick to apply. */
const addSigns = (stack: ReadableStack, value: string) => {
  for (const id of ["north", "south"]) {
    new SsmParameter(stack, id, { name: `/town/${id}`, type: "String", value });
  }
};
const signs = (text: string) => stackOf((stack) => addSigns(stack, text));

/** An apply of it holds the lock until its gate is opened, or until its folder is removed. */
const gatedSigns = (text: string) =>
  stackOf((stack) => {
    addSigns(stack, text);
    const command = "until [ -e open ] || [ ! -e cdk.tf.json ]; do sleep 0.1; done";
    const gate = { triggers_replace: text, provisioner: [{ "local-exec": { command } }] };
    stack.addOverride("resource.terraform_data.gate", gate);
  });
const openGate = ({ folder }: AttachedWorkspace) => writeFileSync(join(folder, "open"), "");
const closeGate = ({ folder }: AttachedWorkspace) => rmSync(join(folder, "open"));

/** The network of lab: two dozen resources, most of which AWS gives ids, so that they can be doubled. */
const network = stackOf((stack) => {
  new Network(stack, "network", {
    region: "us-east-1",
    cidr: "10.0.0.0/16",
    zones: ["a", "b"],
    nat: "single",
    endpoints: [],
    flowLogs: "none",
    logDays: 30,
  });
});

onEmulator("a state in S3", (tools) => {
  let base: Remote;
  beforeAll(async () => {
    base = await Remote.start(tools);
  });
  afterAll(() => base?.stop());

  const held = async (remote: Remote) => {
    while (!(await remote.keys()).includes(LOCK)) await sleep(20);
  };

  test("a second apply while the first holds the lock is refused, with the holder's name", async () => {
    const remote = await base.fork();
    try {
      const [one, other] = await Promise.all([
        remote.person("town", gatedSigns("red")),
        remote.person("town", gatedSigns("blue")),
      ]);
      const first = one.terraform.apply();
      await held(remote);
      const refusal = await refusalOf(other.terraform.apply());
      expect(refusal).toContain("Error acquiring the state lock");
      expect(refusal).toMatch(/Path: acme-state\/town\.tfstate │? ?Operation: OperationTypeApply/);
      expect(refusal).toMatch(/Who: \S+@\S+/);
      openGate(one);
      await first;
      expect(await remote.keys()).toEqual([KEY]);
    } finally {
      await remote.stop();
    }
  });

  describe("of two that apply at once", () => {
    let remote: Remote;
    let people: readonly AttachedWorkspace[];
    beforeAll(async () => {
      remote = await base.fork();
      people = await Promise.all(
        [gatedSigns("red"), gatedSigns("blue")].map((s) => remote.person("town", s)),
      );
    });
    afterAll(() => remote?.stop());

    test.each(range(1, testsAll ? 30 : 5))(
      "one wins, and nothing is lost (round %i)",
      async (round) => {
        for (const [i, person] of people.entries()) person.update(gatedSigns(`${round} ${i}`).text);
        const runs = people.map(async (person, i) => {
          return { i, said: await refusalOf(person.terraform.apply()) };
        });
        // The one that has the lock waits at its gate, so the other one ends first.
        const { i, said } = await Promise.race(runs);
        expect(said).toContain("Error acquiring the state lock");
        const [loser, winner] = [people[i], people[1 - i]] as [
          AttachedWorkspace,
          AttachedWorkspace,
        ];
        openGate(winner);
        expect(await runs[1 - i]).toMatchObject({ said: "it was not refused" });
        closeGate(winner);

        expect(await leftBy(winner.terraform)).toEqual([]);
        // The other one sees what the winner did, and would change it in turn.
        expect(linesOf(await loser.terraform.plan())).toEqual([
          "replace terraform_data.gate (triggers_replace)",
          "update aws_ssm_parameter.north (insecure_value, value, version)",
          "update aws_ssm_parameter.south (insecure_value, value, version)",
        ]);
        expect(await remote.keys()).toEqual([KEY]);
      },
    );
  });

  describe("an apply that was killed", () => {
    const all = network.addresses().filter((address) => !address.startsWith("data.")).length;
    // Four at a time are made. By the last five there may be nothing left to kill.
    const POINTS = testsAll ? range(1, all - 5) : [2, 7, 12, 16, 20];
    const LANES = 5;
    let whole: Record<string, number>;
    const finished = new Map<number, ReturnType<typeof finishedByTheNext>>();
    beforeAll(async () => {
      // Five at a time, since they do little but wait.
      for (const [i, after] of POINTS.entries()) {
        const before = finished.get(POINTS[i - LANES] ?? -1);
        const next = () => finishedByTheNext(base, tools, after);
        finished.set(after, before === undefined ? next() : before.then(next, next));
      }
      for (const each of finished.values()) each.catch(() => undefined); // its test reports it
      const remote = await base.fork();
      const { terraform } = await remote.person("town", network);
      await terraform.apply();
      whole = await inventory(aws(remote.emulator));
      await remote.stop();
    });

    test.each(POINTS)(
      "after resource %i is finished by the next: nothing doubled, nothing orphaned",
      async (after) => {
        const { recover, plan, holds, keys } = (await finished.get(after)) ?? {};
        expect(recover?.code).toBe(0);
        expect(recover?.out).toMatch(/^town: (\d+ found, in |nothing was lost)/);
        expect(plan).toEqual([]);
        expect(holds).toEqual(whole);
        expect(keys).toEqual([KEY]);
      },
    );
  });

  test.each([
    { what: "empty", body: "" },
    { what: "cut", body: '{"ID":"8d7c04' },
  ])("a lock that is $what is removed by no id, and goes with its object", async ({ body }) => {
    const remote = await base.fork();
    try {
      const { s3 } = aws(remote.emulator);
      const lock = { Bucket: inBucket.bucket, Key: LOCK };
      const { terraform } = await remote.person("town", signs("red"));
      await s3.send(new PutObjectCommand({ ...lock, Body: body }));
      expect(await refusalOf(terraform.apply())).toContain("Error acquiring the state lock");
      const unlock = terraform.run(["force-unlock", "-force", "8d7c04"]);
      expect(await refusalOf(unlock)).toContain("Failed to unlock state: failed to unmarshal JSON");

      await s3.send(new DeleteObjectCommand(lock));
      await terraform.apply();
      expect(await leftBy(terraform)).toEqual([]);
    } finally {
      await remote.stop();
    }
  });

  test("an older version of the state can be brought back", async () => {
    const remote = await base.fork();
    try {
      const { terraform, folder } = await remote.person("town", signs("red"));
      await terraform.apply();
      const [good] = await remote.versions(KEY);
      await terraform.run(["state", "rm", "aws_ssm_parameter.north"]); // the accident
      expect(linesOf(await terraform.plan())).toEqual(["create aws_ssm_parameter.north"]);

      const { s3 } = aws(remote.emulator);
      const wanted = { Bucket: inBucket.bucket, Key: KEY, VersionId: good };
      const { Body } = await s3.send(new GetObjectCommand(wanted));
      writeFileSync(join(folder, "good.tfstate"), (await Body?.transformToString()) ?? "");
      await terraform.run(["state", "push", "-force", "good.tfstate"]);
      expect(await leftBy(terraform)).toEqual([]);
    } finally {
      await remote.stop();
    }
  });
});

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/** Kills an apply of the network, and lets another person finish what it began. */
async function finishedByTheNext(base: Remote, tools: Tools, after: number) {
  const remote = await base.fork();
  try {
    await killedApply(await remote.person("town", network), tools, after);

    const next = await remote.person("town", network);
    const refusal = await refusalOf(next.terraform.apply());
    const [, id = "no id"] = /ID: ([0-9a-f-]{36})/.exec(refusal) ?? [];
    await next.terraform.run(["force-unlock", "-force", id]);

    const args = [runner, "ops/cli.ts", "recover", "town", "--folder", next.folder];
    const recover = await command(args, next.env).ended;
    await next.terraform.apply();
    return {
      recover,
      plan: linesOf(await next.terraform.plan()),
      holds: await inventory(aws(remote.emulator)),
      keys: await remote.keys(),
    };
  } finally {
    await remote.stop();
  }
}
