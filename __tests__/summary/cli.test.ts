import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

const ROOT = join(__dirname, "../..");
let outdir: string;

beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), "summary-"));
});
afterEach(() => rmSync(outdir, { recursive: true }));

/** The app's own entry, run as people run it. */
function run(
  entry: string,
  args: readonly string[] = [],
  env: Record<string, string> = {},
  cwd = ROOT,
) {
  const { PATH = "" } = process.env;
  const result = spawnSync(process.execPath, [join(ROOT, "bin/run.mjs"), entry, ...args], {
    cwd,
    env: { PATH, CDKTF_OUTDIR: outdir, ...env },
    encoding: "utf8",
  });
  const err = result.stderr.replace(/^bundling \S+…\n/, ""); // said where that takes its time
  return { code: result.status, out: result.stdout, err };
}
const synth = (CDKTF_OUTDIR: string) =>
  expect(run("main.ts", [], { CDKTF_OUTDIR })).toMatchObject({ code: 0 });
const summary = (args: readonly string[] = [], env: Record<string, string> = {}) =>
  run("summary/cli.ts", args, env);
/** A file of the folder as messages name it. */
const path = (file: string) => relative(ROOT, join(outdir, file));

describe("after a synth", () => {
  const synthesized = mkdtempSync(join(tmpdir(), "synthesized-"));
  beforeAll(() => synth(synthesized));
  beforeEach(() => cpSync(synthesized, outdir, { recursive: true }));
  afterAll(() => rmSync(synthesized, { recursive: true }));

  test("every stack is printed, in plain text when piped, also in CI", () => {
    const { code, out, err } = summary([], { CI: "true" });
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^lab {2}us-east-1, /);
    expect(out).toContain("\nprod  us-east-1, ");
    expect(out).not.toContain("\u001b");
  });

  test("FORCE_COLOR brings colours, and NO_COLOR takes them whatever else is said", () => {
    expect(summary([], { FORCE_COLOR: "1" }).out).toContain("\u001b[1mlab\u001b[22m");
    expect(summary([], { FORCE_COLOR: "1", NO_COLOR: "1" }).out).not.toContain("\u001b");
    expect(summary([], { FORCE_COLOR: "0" }).out).not.toContain("\u001b");
  });

  test("--json is one document and nothing else, without colours, with relative paths", () => {
    const { code, out, err } = summary(["--json"], { FORCE_COLOR: "1" });
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).not.toContain("\u001b");
    expect(JSON.parse(out).stacks).toMatchObject([
      { name: "lab", file: path("stacks/lab/cdk.tf.json"), perMonth: 183.75, complete: true },
      { name: "prod", file: path("stacks/prod/cdk.tf.json") },
      { name: "prod-image" },
      { name: "state", perMonth: 0, complete: true },
    ]);
  });

  test("the same synth gives the same bytes", () => {
    expect(summary().out).toBe(summary().out);
    expect(summary(["--json"]).out).toBe(summary(["--json"]).out);
  });

  test("a name chooses its stack, and an unknown name is refused", () => {
    const { stacks } = JSON.parse(summary(["prod", "--json"]).out);
    expect(stacks).toMatchObject([{ name: "prod" }]);
    expect(summary(["porod", "lab", "qa"])).toEqual({
      code: 2,
      out: "",
      err: [
        'porod: is not a stack of the last synth; did you mean "prod"?\n',
        "qa: is not a stack of the last synth; known are lab, prod, prod-image, state\n",
      ].join(""),
    });
  });

  test("stacks whose JSON is missing are reported all at once", () => {
    for (const stack of ["lab", "prod"]) unlinkSync(join(outdir, `stacks/${stack}/cdk.tf.json`));
    const says = "must be a stack as Terraform's JSON, got no such file; run npm run synth";
    expect(summary()).toEqual({
      code: 1,
      out: "",
      err: ["lab", "prod"]
        .map((stack) => `${path(`stacks/${stack}/cdk.tf.json`)}: ${says}\n`)
        .join(""),
    });
  });
});

describe("without a synth", () => {
  const must = "must list the stacks of a synth";

  test("it says where it looked and what to run", () => {
    const err = `${path("manifest.json")}: ${must}, got no such file; run npm run synth\n`;
    expect(summary()).toEqual({ code: 1, out: "", err });
    expect(summary(["--json"])).toEqual({ code: 1, out: "", err });
  });

  test("a CDKTF_OUTDIR that is set but empty means the default", () => {
    const err = `cdktf.out/manifest.json: ${must}, got no such file; run npm run synth\n`;
    const ended = run("summary/cli.ts", [], { CDKTF_OUTDIR: "" }, outdir);
    expect(ended).toEqual({ code: 1, out: "", err });
  });

  test.each([
    ["{}", "got none"],
    ["null", "got none"],
    ["one\ntwo", `got Unexpected token 'o', "one two" is not valid JSON`],
  ])("a manifest of %j is refused in one line", (content, got) => {
    writeFileSync(join(outdir, "manifest.json"), content);
    const err = `${path("manifest.json")}: ${must}, ${got}; run npm run synth\n`;
    expect(summary()).toEqual({ code: 1, out: "", err });
  });

  test("--help explains how to use it", () => {
    const { code, out, err } = summary(["--help"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^Usage: npm start -- \[options\] \[stack\.\.\.\]\n/);
  });

  test("each unknown option is refused with its name", () => {
    expect(summary(["--jsn", "--json", "-x"])).toEqual({
      code: 2,
      out: "",
      err: [
        '--jsn: is not an option; did you mean "--json"?\n',
        "-x: is not an option; known are --json, --help\n",
      ].join(""),
    });
  });
});
