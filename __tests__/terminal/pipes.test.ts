import { execFile } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { drifted, planOf } from "../ops/support";

const ROOT = join(__dirname, "../..");
const home = mkdtempSync(join(tmpdir(), "pipes-"));

/** A shell's pipe: what its end prints, and the exit code of its beginning. */
async function pipe(from: string, to: string) {
  const { PATH = "" } = process.env;
  const options = {
    cwd: ROOT,
    env: { PATH: `${home}${delimiter}${PATH}`, HOME: home, CDKTF_OUTDIR: join(home, "out") },
  };
  const line = `${from} | ${to}; echo "exit code ${"${PIPESTATUS[0]}"}"`;
  const { stdout, stderr } = await promisify(execFile)("bash", ["-c", line], options);
  const [, out = "", code] = /^([\s\S]*)exit code (\d+)\n$/.exec(stdout) ?? [];
  return { out, code: Number(code), err: stderr.replace(/^bundling \S+…\n/gm, "") };
}

/** What a program makes of it: a line of JSON, or an error if it was anything else. */
const READ = `node -e 'console.log(JSON.stringify(JSON.parse(fs.readFileSync(0))))'`;
const DANGER = "__tests__/review/plans/cores/terraform-1.15.5/review-opens-the-door.json";
/** A reader that is gone before there is anything to read. */
const GONE = "true";

beforeAll(() => {
  const port = { value: "3306" };
  const stack = { resource: { aws_ssm_parameter: { port } } };
  mkdirSync(join(home, "out", "stacks", "lab"), { recursive: true });
  writeFileSync(join(home, "out", "manifest.json"), JSON.stringify({ stacks: { lab: {} } }));
  writeFileSync(join(home, "out", "stacks", "lab", "cdk.tf.json"), JSON.stringify(stack));
  const plan = planOf([drifted("aws_ssm_parameter.port", port, { value: "1" })], {
    "aws_ssm_parameter.port": port,
  });
  const shown = `[ "$1" = show ] && exec cat <<'END'\n${JSON.stringify(plan)}\nEND\nexit 0`;
  writeFileSync(join(home, "terraform"), `#!/bin/sh\n${shown}\n`);
  chmodSync(join(home, "terraform"), 0o755);
});
afterAll(() => rmSync(home, { recursive: true }));

describe("npm run --silent leaves the pipe to the command, and passes its exit code on:", () => {
  test("start -- --json", async () => {
    const CDKTF_OUTDIR = join(home, "start");
    const from = `CDKTF_OUTDIR=${CDKTF_OUTDIR} npm run --silent start -- --json`;
    const { out, code, err } = await pipe(from, READ);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(JSON.parse(out).stacks).toHaveLength(4);
  });

  test("ops -- drift --json, with drift", async () => {
    const { out, code, err } = await pipe("npm run --silent ops -- drift --json", READ);
    expect({ code, err }).toEqual({ code: 1, err: "" });
    expect(JSON.parse(out)).toMatchObject({ stages: [{ stage: "lab", drift: [{}] }] });
  });

  test("ops -- status --json, of what makes no sense", async () => {
    const { out, code, err } = await pipe("npm run --silent ops -- status lba --json", "cat");
    const says = 'lba: is not a stack of the last synth; did you mean "lab"?\n';
    expect({ out, code, err }).toEqual({ out: "", code: 2, err: says });
  });

  test("review -- --format json, of a danger", async () => {
    const from = `npm run --silent review -- ${DANGER} --format json`;
    const { out, code, err } = await pipe(from, READ);
    expect({ code, err }).toEqual({ code: 1, err: "" });
    expect(JSON.parse(out)).toMatchObject({ verdict: "danger" });
  });

  test("diagram -- STACK --out -", async () => {
    const from = `CDKTF_OUTDIR=${join(home, "start")} npm run --silent diagram -- lab --out -`;
    const { out, code, err } = await pipe(from, "cat");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^<(\?xml|svg) [\s\S]*<\/svg>\s*$/);
  });

  test("ops -- drift --json, of what makes no sense", async () => {
    const { out, code, err } = await pipe("npm run --silent ops -- drift lba --json", "cat");
    const says = 'lba: is not a stack of the last synth; did you mean "lab"?\n';
    expect({ out, code, err }).toEqual({ out: "", code: 2, err: says });
  });
});

test("the stages for a pipeline's matrix are JSON and nothing else", async () => {
  const { out, code, err } = await pipe("node bin/run.mjs config/cli.ts", READ);
  expect({ out, code, err }).toEqual({ out: "[]\n", code: 0, err: "" });
});

describe("a reader that has seen enough is no error of the command:", () => {
  test.each([
    { from: "node bin/run.mjs main.ts lab", code: 0 },
    { from: "node bin/run.mjs main.ts --help", code: 0 },
    { from: "node bin/run.mjs summary/cli.ts", code: 0 },
    { from: "node bin/run.mjs config/cli.ts", code: 0 },
    { from: "node bin/run.mjs ops/cli.ts drift lab", code: 1 },
    { from: "node bin/run.mjs ops/cli.ts --help", code: 0 },
    { from: "node bin/run.mjs ops/cli.ts drift --jsn 2>&1", code: 2 },
    { from: "node bin/run.mjs try/cli.ts --help", code: 0 },
    { from: "npm run --silent start", code: 0 },
  ])("$from", async ({ from, code }) => {
    const outdir = from.includes("drift") ? join(home, "out") : join(home, "start");
    expect(await pipe(`CDKTF_OUTDIR=${outdir} ${from}`, GONE)).toEqual({ out: "", code, err: "" });
  });
});
