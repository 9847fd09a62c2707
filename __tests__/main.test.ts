import { execFile } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  utimesSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { copyOfProject, edit } from "./support/project";
import { testsAll } from "./support/tests-all";

const ROOT = join(__dirname, "..");

const temp = realpathSync(mkdtempSync(join(tmpdir(), "main-")));
const elsewhere = copyOfProject();

interface Run {
  readonly code: unknown;
  readonly stdout: string;
  readonly stderr: string;
  readonly outdir: string;
}

/** The real command, with nothing of our own environment that it reads. */
function main(name: string, env: Record<string, string> = {}, ...args: string[]): Promise<Run> {
  return command(ROOT, { CDKTF_OUTDIR: join(temp, name), ...env }, args);
}

function command(cwd: string, env: Record<string, string>, args: string[]): Promise<Run> {
  const outdir = env.CDKTF_OUTDIR || join(cwd, "cdktf.out");
  return new Promise((done) => {
    const options = { cwd, env: { PATH: process.env.PATH, ...env } };
    execFile(process.execPath, ["bin/run.mjs", "main.ts", ...args], options, (error, ...out) => {
      const [stdout, stderr] = out.map(String) as [string, string];
      done({ code: error === null ? 0 : (error.code ?? error.signal), stdout, stderr, outdir });
    });
  });
}

const override = (settings: unknown) => ({ CDKTF_CONTEXT_JSON: JSON.stringify({ settings }) });

/** Every file of a folder by its path: its text, and when it was written. */
function filesOf(folder: string): Record<string, { text: string; written: number }> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    files
      .filter((file) => file.isFile())
      .map((file) => join(file.parentPath, file.name))
      .map((path) => [
        relative(folder, path),
        { text: readFileSync(path, "utf8"), written: statSync(path).mtimeMs },
      ]),
  );
}

const textsOf = (folder: string) =>
  Object.fromEntries(Object.entries(filesOf(folder)).map(([path, { text }]) => [path, text]));

function stackIn(folder: string, stack: string) {
  return JSON.parse(readFileSync(join(folder, "stacks", stack, "cdk.tf.json"), "utf8"));
}

let here: Run;

// The first run alone, so that the others find its bundle and have nothing to say about it.
beforeAll(async () => {
  here = await main("here");
});

afterAll(() => {
  for (const folder of [temp, elsewhere]) rmSync(folder, { recursive: true, force: true });
});

describe("a synth", () => {
  test("writes every stack and the manifest, and leaves nothing else behind", () => {
    expect(here.code).toBe(0);
    expect(Object.keys(textsOf(here.outdir)).sort()).toEqual([
      "manifest.json",
      expect.stringMatching(/^stacks\/lab\/assets\/release_file\/(\w{16})\/web-\1\.tar\.gz$/),
      "stacks/lab/cdk.tf.json",
      expect.stringMatching(
        /^stacks\/prod-image\/assets\/release_file\/(\w{16})\/web-\1\.tar\.gz$/,
      ),
      "stacks/prod-image/cdk.tf.json",
      "stacks/prod/cdk.tf.json",
      "stacks/state/cdk.tf.json",
    ]);
    expect(readdirSync(temp).filter((name) => name.startsWith("."))).toEqual([]);
  });

  test("of a named stage writes that one alone, byte for byte the same", async () => {
    const { outdir } = await main("lab", {}, "lab");
    expect(readdirSync(join(outdir, "stacks"))).toEqual(["lab"]);
    expect(stackText(outdir)).toBe(stackText(here.outdir));
  });

  test("says where it wrote which stacks, or with --quiet nothing", async () => {
    const { code, stdout, stderr, outdir } = await main("said", {}, "state", "lab");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe(`Wrote to ${outdir}: lab, state\n`);
    expect(await main("said", {}, "lab", "--quiet")).toMatchObject({ code: 0, stdout: "" });
  });

  test("--help says how to use it, and writes nothing", async () => {
    const { code, stdout, stderr, outdir } = await main("helped", {}, "--help");
    expect({ code, stderr, written: existsSync(outdir) }).toEqual({
      code: 0,
      stderr: "",
      written: false,
    });
    expect(stdout).toMatch(/^Usage: npm run synth -- \[options\] \[stack\.\.\.\]\n/);
  });

  test("writes the same bytes with SYNTH_TRACES=1", async () => {
    const traced = await main("traced", { SYNTH_TRACES: "1" });
    expect(textsOf(traced.outdir)).toEqual(textsOf(here.outdir));
  });

  test("takes AWS_PROVIDER_VERSION for the provider's constraint, and changes nothing else", async () => {
    const { outdir } = await main("pinned", { AWS_PROVIDER_VERSION: "6.25.0" }, "lab");
    const pinned = stackIn(outdir, "lab");
    const usual = stackIn(here.outdir, "lab");
    expect(usual.terraform.required_providers.aws.version).toBe("~> 6.25");
    expect(pinned.terraform.required_providers.aws.version).toBe("6.25.0");
    usual.terraform.required_providers.aws.version = "6.25.0";
    expect(pinned).toEqual(usual);
  });

  test("needs no Terraform, also with the state on HCP", async () => {
    const backend = { kind: "hcp", organization: "acme" };
    const env = { PATH: "", ...override({ lab: { backend } }) };
    const { code, stderr } = await main("hcp", env, "lab");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  test("takes overrides from CDKTF's context", async () => {
    const { outdir } = await main("wider", override({ lab: { web: { min: 3 } } }), "lab");
    expect(stackIn(outdir, "lab").resource.aws_autoscaling_group.web.min_size).toBe(3);
  });
});

test("what was written before a refusal stays as it was", async () => {
  cpSync(here.outdir, join(temp, "kept"), { recursive: true });
  const before = filesOf(join(temp, "kept"));
  const { code, outdir } = await main("kept", override({ lab: { web: { min: 0 } } }));
  expect(code).toBe(1);
  expect(filesOf(outdir)).toEqual(before);
});

describe("in another folder", () => {
  test("the bytes are the same without a path of either, an empty CDKTF_OUTDIR is the default", async () => {
    const { outdir } = await command(elsewhere, { CDKTF_OUTDIR: "" }, []);
    expect(textsOf(outdir)).toEqual(textsOf(here.outdir));
    for (const text of Object.values(textsOf(outdir))) {
      for (const path of [ROOT, elsewhere, temp, "node_modules"]) expect(text).not.toContain(path);
    }
  });

  test("a change of a setting is in the next run", async () => {
    edit(elsewhere, "config/stages.ts", "targetCpu: 30", "targetCpu: 31");
    const { outdir } = await command(elsewhere, {}, ["lab"]);
    const [policy] = Object.values(stackIn(outdir, "lab").resource.aws_autoscaling_policy);
    expect(policy).toMatchObject({ target_tracking_configuration: { target_value: 31 } });
  });

  test("a change is seen though the file's size and its time of modification stay", async () => {
    const path = join(elsewhere, "config/stages.ts");
    const { atime, mtime } = statSync(path);
    edit(elsewhere, "config/stages.ts", "targetCpu: 31", "targetCpu: 32");
    utimesSync(path, atime, mtime);
    const { outdir } = await command(elsewhere, {}, ["lab"]);
    const [policy] = Object.values(stackIn(outdir, "lab").resource.aws_autoscaling_policy);
    expect(policy).toMatchObject({ target_tracking_configuration: { target_value: 32 } });
  });

  if (testsAll) {
    test.each([
      ["app/load/load.css", "{", "{ --edited: 1;"],
      ["app/load/load.client.js", "\n", "\nglobalThis.edited = 1;\n"],
      ["app/web/icon.svg", "<svg", "<svg data-edited='1'"],
      ["app/web/layout.tsx", "</body>", "edited</body>"],
      ["image/web.service", "\n", "\n# edited\n"],
      ["image/agent.json", "{", "{ "],
    ])("a change of %s makes another release in the next run", async (file, from, to) => {
      const release = async () => {
        const { outdir } = await command(elsewhere, {}, ["lab"]);
        return stackIn(outdir, "lab").resource.aws_s3_object;
      };
      const before = await release();
      edit(elsewhere, file, from, to);
      expect(await release()).not.toEqual(before);
    });
  }

  test("a change of a script is in the next run", async () => {
    edit(elsewhere, "image/first-boot.sh", "\n", "\n# edited\n");
    const { outdir } = await command(elsewhere, {}, ["lab"]);
    const { user_data } = stackIn(outdir, "lab").resource.aws_launch_template.web;
    expect(Buffer.from(user_data, "base64").toString()).toContain("# edited");
  });
});

function stackText(folder: string): string {
  return readFileSync(join(folder, "stacks", "lab", "cdk.tf.json"), "utf8");
}
