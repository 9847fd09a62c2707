import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

const ROOT = join(__dirname, "../..");
let outdir: string;

beforeAll(() => {
  outdir = mkdtempSync(join(tmpdir(), "diagram-"));
  expect(run("main.ts", "--quiet")).toMatchObject({ code: 0 });
});
afterAll(() => rmSync(outdir, { recursive: true }));

/** An entry of the project, run as people run it. */
function run(entry: string, ...args: string[]) {
  const { PATH = "" } = process.env;
  const result = spawnSync(process.execPath, [join(ROOT, "bin/run.mjs"), entry, ...args], {
    cwd: ROOT,
    env: { PATH, CDKTF_OUTDIR: outdir },
    encoding: "utf8",
  });
  const err = result.stderr.replace(/^bundling \S+…\n/, ""); // printed where that takes its time
  return { code: result.status, out: result.stdout, err };
}
const diagram = (...args: string[]) => run("diagram/cli.ts", ...args);
const path = (file: string) => relative(ROOT, join(outdir, file));

test("each stack of the last synth is drawn to the folder that npm start names", () => {
  const { code, out } = diagram();
  const files = ["lab", "prod", "prod-image", "state"].map((name) => path(`diagrams/${name}.svg`));
  expect({ code, out }).toEqual({ code: 0, out: files.map((file) => `Wrote ${file}\n`).join("") });
  expect(readFileSync(join(outdir, "diagrams/prod.svg"), "utf8")).toMatch(
    /^<svg [\s\S]*<\/svg>\n$/,
  );
  expect(run("summary/cli.ts", "lab").out).toContain(`npm run diagram draws ${files[0]}.`);
});

test("the picture of one stack goes to a file, or to standard output", () => {
  const file = join(outdir, "one.svg");
  expect(diagram("lab", "--out", file).code).toBe(0);
  expect(diagram("lab", "--out", "-").out).toBe(readFileSync(file, "utf8"));
});

test("one file for several stacks is refused", () => {
  expect(diagram("lab", "prod", "--out", "x.svg")).toEqual({
    code: 2,
    out: "",
    err: "--out: must come with one stack, got lab, prod; name one before it\n",
  });
});

test("where one stack can't be read, no picture is written", () => {
  const broken = join(outdir, "stacks/lab/cdk.tf.json");
  const whole = readFileSync(broken);
  rmSync(join(outdir, "diagrams"), { recursive: true, force: true });
  writeFileSync(broken, "{");
  const { code, out, err } = diagram();
  writeFileSync(broken, whole);
  expect({ code, out }).toEqual({ code: 1, out: "" });
  expect(err).toMatch(/^\S+lab\/cdk\.tf\.json: must be a stack as Terraform's JSON, got /);
});
