import { spawnSync } from "node:child_process";
import { join } from "node:path";

const ROOT = join(__dirname, "..", "..");
const s3 = (region: string) => ({ kind: "s3", bucket: "acme-terraform-state", region });

function cli(settings: object, ...args: string[]) {
  const env = { PATH: process.env.PATH, CDKTF_CONTEXT_JSON: JSON.stringify({ settings }) };
  const command = ["bin/run.mjs", "config/cli.ts", ...args];
  const options = { cwd: ROOT, env, encoding: "utf8" } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, command, options);
  return { status, stdout, stderr: stderr.replace("bundling config/cli.ts…\n", "") };
}

test("lists the stages in S3 with their regions, for a workflow's matrix", () => {
  const prod = { backend: s3("eu-west-1"), region: "eu-central-1" };
  const stdout = '[{"stage":"prod","region":"eu-central-1","bakes":true}]\n';
  expect(cli({ prod })).toEqual({ status: 0, stdout, stderr: "" });
  expect(cli({ prod, lab: { backend: s3("us-east-1") } }, "prod").stdout).toBe(stdout);
});

test("lists none where none is in S3", () => {
  const lab = { backend: { kind: "hcp", organization: "acme" } };
  expect(cli({ lab, prod: { backend: { kind: "local" } } })).toMatchObject({ stdout: "[]\n" });
});

test.each([
  {
    what: "that isn't in S3",
    args: ["lab"],
    says: 'lab.backend: must be in s3 for a pipeline to deploy the stage, got "hcp"; deploy it from where its state is, or move its state to s3\n',
  },
  {
    what: "that is a stack of another kind",
    args: ["state"],
    status: 2,
    says: "state: is not a stage; known are lab, prod\n",
  },
  {
    what: "that isn't there",
    args: ["prd"],
    status: 2,
    says: 'prd: is not a stage; did you mean "prod"?\n',
  },
])("refuses a named stage $what", ({ args, status = 1, says }) => {
  const lab = { backend: { kind: "hcp", organization: "acme" } };
  expect(cli({ lab }, ...args)).toEqual({ status, stdout: "", stderr: says });
});
