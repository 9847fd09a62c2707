import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { command, runner } from "./support/command";

const temp = mkdtempSync(join(tmpdir(), "main-refusals-"));
afterAll(() => rmSync(temp, { recursive: true }));

const override = (settings: unknown) => ({ CDKTF_CONTEXT_JSON: JSON.stringify({ settings }) });

interface Row {
  readonly what: string;
  readonly env: Record<string, string>;
  readonly args: readonly string[];
  /** Default 1: the settings are refused. */
  readonly exitCode?: 2;
  readonly says: readonly string[];
}
test.each<Row>([
  {
    what: "faults in two stages",
    env: override({
      lab: { network: { cidr: "10.0.0.0/33", zones: ["a", "c"] }, web: { min: 9 } },
      prod: { web: { targetCpu: "50" }, databse: {} },
      spare: {},
    }),
    args: [],
    says: [
      'lab.network.cidr: must be a private /16 to /20, got "10.0.0.0/33"; write it like "10.0.0.0/16", without host bits or leading zeros',
      "lab.web.max: must be at least min (9), got 4; raise max or lower min",
      'lab.database.instances.b.zone: must be a zone of the network (a, c), got "b"; add it to network.zones or choose one of these',
      'prod.web.targetCpu: must be a percentage from 1 to 100, got "50"; write a number, like 30',
      'prod.databse: is not a setting; did you mean "database"?',
      "spare: is not a stage; known are lab, prod",
    ],
  },
  {
    what: "a fault in a stage that wasn't asked for",
    env: override({ prod: { region: "eu" } }),
    args: ["lab"],
    says: [
      'prod.region: must be a region of AWS\'s commercial partition, got "eu"; write it like "us-east-1"',
    ],
  },
  {
    what: "a stack that isn't there",
    env: {},
    args: ["lab", "prd", "constructor"],
    exitCode: 2,
    says: [
      'prd: is not a stack; did you mean "prod"?',
      "constructor: is not a stack; known are lab, prod-image, prod, state",
    ],
  },
  {
    what: "options that aren't there",
    env: {},
    args: ["lab", "--hlep", "-v"],
    exitCode: 2,
    says: [
      '--hlep: is not an option; did you mean "--help"?',
      "-v: is not an option; known are --quiet, --help",
    ],
  },
  {
    what: "two instances of one name",
    env: {
      CDKTF_CONTEXT_JSON:
        '{"settings":{"lab":{"database":{"instances":{"a":{"class":"db.t4g.medium","zone":"a"},"a":{"class":"db.t4g.medium","zone":"a"}}}}}}',
    },
    args: [],
    says: [
      "CDKTF_CONTEXT_JSON: must give each name once, got settings.lab.database.instances.a again; rename or remove one",
    ],
  },
  {
    what: "what nobody would read",
    env: { CDKTF_CONTEXT_JSON: '{"lab":{"web":{"min":3}}}', AWS_PROVIDER_VERSION: "foo" },
    args: ["lab"],
    says: [
      'CDKTF_CONTEXT_JSON: must hold overrides under settings, and no other keys than CDKTF\'s, got "lab"; write it like {"settings":{"lab":{…}}}, or give your own key a prefix',
      'AWS_PROVIDER_VERSION: must be a version constraint as Terraform takes it, got "foo"; write it like "6.25.0", "~> 6.25" or ">= 6.35, < 7"',
    ],
  },
  {
    what: "a context that isn't JSON",
    env: { CDKTF_CONTEXT_JSON: "{settings}" },
    args: [],
    says: [
      "CDKTF_CONTEXT_JSON: must be JSON, got \"{settings}\"; quoted object key expected but got 's' at position 1",
    ],
  },
])("a refusal says every fault, and nothing is written: $what", async (row) => {
  const { env, args, exitCode = 1, says } = row;
  const CDKTF_OUTDIR = join(temp, "none/out");
  expect(await command([runner, "main.ts", ...args], { CDKTF_OUTDIR, ...env }).ended).toEqual({
    code: exitCode,
    out: "",
    err: `${says.join("\n")}\n`,
  });
  expect(existsSync(join(temp, "none"))).toBe(false);
});
