import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Remark } from "../../ops/status/judge";
import { callsDuring } from "./asked";
import { command, runner } from "./command";
import { expectCalls } from "./ops-calls";
import type { Service } from "./service";

/** What the commands of ops that only look say of an applied stage. */
export function describeOperating(stage: keyof typeof SEEN, service: () => Service): void {
  describe("operated", () => {
    const home = mkdtempSync(join(tmpdir(), "ops-"));
    beforeAll(() => {
      mkdirSync(join(home, "stacks", stage), { recursive: true });
      writeFileSync(join(home, "stacks", stage, "cdk.tf.json"), service().with({}).text);
    });
    afterAll(() => rmSync(home, { recursive: true }));

    const ops = (name: string, ...args: string[]) =>
      command([runner, "ops/cli.ts", name, stage, ...args], {
        ...service().deployment.emulator.env,
        CDKTF_OUTDIR: home,
      }).ended;

    test("status tells what AWS holds, and that all of it is as it should be", async () => {
      const asked = ops("status", "--json");
      const calls = await callsDuring(service().deployment.emulator.log, () => asked);
      const { code, out, err } = await asked;
      const { remarks, ...status } = JSON.parse(out);
      expect({ err, status }).toEqual({ err: "", status: expect.objectContaining(SEEN[stage]) });
      // The emulator's load balancer has no address in DNS: the one thing that doesn't answer.
      expect({ code, about: remarks.map(({ about }: Remark) => about) }).toEqual({
        code: 1,
        about: ["url"],
      });
      expectCalls(`status ${stage}`, stage, calls);
    });

    test("status is a screen of 80 columns, as long as a word isn't longer", async () => {
      const { out } = await ops("status");
      expect(out).toMatch(new RegExp(`^${stage}  us-east-1, account 123456789012 .* UTC\nworks`));
      const wide = out.split("\n").filter((line) => line.length > 80);
      expect(wide.filter((line) => !line.includes("arn:aws:"))).toEqual([]);
    });
  });
}

// --- internal ---

const AMAZON_LINUX = expect.stringMatching(/^al2023-ami-/);
const instance = (zone: string) =>
  expect.objectContaining({ zone, state: "InService", healthy: true, release: "0".repeat(16) });
const target = (zone: string) => expect.objectContaining({ zone, health: "healthy" });
const member = (key: string, role: string, type: string) =>
  expect.objectContaining({ id: expect.stringMatching(`-database-${key}$`), role, class: type });

const SEEN = {
  lab: {
    account: "123456789012",
    broken: {},
    targets: expect.arrayContaining(["a", "b"].map(target)),
    fleet: expect.objectContaining({ min: 2, max: 4, instances: ["a", "b"].map(instance) }),
    database: expect.objectContaining({
      engine: "aurora-mysql",
      members: [member("a", "writer", "db.t4g.medium"), member("b", "reader", "db.t4g.medium")],
    }),
    pending: [],
    password: expect.objectContaining({ secret: expect.stringContaining(":secret:rds!cluster-") }),
    image: expect.objectContaining({ base: expect.objectContaining({ name: AMAZON_LINUX }) }),
    costs: expect.objectContaining({ complete: true, perMonth: 183.75 }),
  },
  prod: {
    account: "123456789012",
    broken: {},
    targets: expect.arrayContaining(["a", "b", "c"].map(target)),
    fleet: expect.objectContaining({ min: 3, max: 12 }),
    database: expect.objectContaining({
      members: [
        member("a", "writer", "db.r6g.large"),
        member("b", "reader", "db.r6g.large"),
        member("c", "reader", "db.r6g.large"),
      ],
    }),
    certificates: [
      expect.objectContaining({
        domain: "www.example.com",
        until: expect.any(String),
        renews: true,
      }),
    ],
  },
} as const;
