import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { copyOfProject, type Ran, run, shareBundles } from "./support/project";
import { fakeProgram } from "./workflows/scripts";

let project: string;

/** Lab with an hcp backend and, where given, other settings of its fleet. */
const settings = (web = {}) => ({
  CDKTF_CONTEXT_JSON: JSON.stringify({
    settings: { lab: { backend: { kind: "hcp", organization: "acme" }, web } },
  }),
});

/** Runs git as nobody in particular, as on a fresh machine. */
async function git(...args: string[]): Promise<string> {
  const env = { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };
  const { code, stdout, stderr } = await run(project, env, "git", ...args);
  if (code !== 0) throw new Error(stderr);
  return stdout.trim();
}

beforeAll(async () => {
  project = copyOfProject();
  shareBundles(project);
  await git("init", "--quiet", "--initial-branch=main");
  await git("init", "--quiet", "--bare", "remote.git");
  await git("add", "main.ts");
  const person = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"];
  await git(...person, "commit", "--quiet", "--message=Raise the target");
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

const synth = (env: Record<string, string>, ...stages: string[]): Promise<Ran> =>
  run(project, env, "node", "bin/run.mjs", "main.ts", "--quiet", ...stages);

describe("bin/hcp-commit.sh", () => {
  const commit = (env: Record<string, string>, ...stages: string[]): Promise<Ran> => {
    const nobody = { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };
    const remote = { DEPLOY_REMOTE: join(project, "remote.git") };
    return run(project, { ...nobody, ...remote, ...env }, "bin/hcp-commit.sh", ...stages);
  };
  const synthAndCommit = async (env: Record<string, string>, ...stages: string[]) => {
    const { code, stderr } = await synth(env, ...stages);
    return code === 0 ? commit({}, ...stages) : { code, stdout: "", stderr };
  };
  const deployed = (...args: string[]) => git("--git-dir=remote.git", ...args);

  test("makes the branch, with what synthesizes and nothing else", async () => {
    expect(await synthAndCommit(settings(), "lab", "prod")).toMatchObject({ code: 0, stderr: "" });
    const files = await deployed("ls-tree", "-r", "--name-only", "deployed");
    expect(files.split("\n")).toEqual([
      expect.stringMatching(/^lab\/assets\/release_file\/\w+\/web-\w+\.tar\.gz$/),
      "lab/cdk.tf.json",
      "prod/cdk.tf.json",
    ]);
  });

  test("says where it came from", async () => {
    const source = await git("rev-parse", "--short", "HEAD");
    expect(await deployed("log", "--format=%B", "deployed")).toBe(
      `Raise the target\n\nlab prod synthesized from ${source}`,
    );
  });

  test("commits nothing where nothing changed", async () => {
    const before = await deployed("rev-parse", "deployed");
    const { stdout } = await synthAndCommit(settings(), "lab");
    expect(stdout).toBe("deployed: lab as it was, nothing committed\n");
    expect(await deployed("rev-parse", "deployed")).toBe(before);
  });

  test("commits the change of a setting as the one line that it is", async () => {
    await synthAndCommit(settings({ targetCpu: 31 }), "lab");
    expect(await deployed("diff", "--numstat", "deployed~", "deployed")).toBe(
      "1\t1\tlab/cdk.tf.json",
    );
  });

  test("leaves the working copy and its index alone", async () => {
    expect(await git("diff", "--cached", "--name-only")).toBe("");
    expect(await git("branch", "--list", "--all")).toBe("* main");
  });

  test("commits nothing where a stage was not synthesized, and says what to run", async () => {
    const before = await deployed("rev-parse", "deployed");
    expect(await commit({}, "lab", "demo", "state")).toMatchObject({
      code: 1,
      stderr:
        "hcp-commit: cdktf.out/stacks/demo/cdk.tf.json: must be there, got nothing; run npm run synth -- demo\n" +
        "hcp-commit: cdktf.out/stacks/state/cdk.tf.json: must be there, got nothing; run npm run synth -- state\n",
    });
    expect(await deployed("rev-parse", "deployed")).toBe(before);
  });

  test("commits neither a state nor Terraform's own files, and runs no program but git", async () => {
    await synth(settings({ targetCpu: 32 }), "lab");
    const stack = join(project, "cdktf.out", "stacks", "lab");
    writeFileSync(join(stack, "terraform.tfstate"), "{}");
    mkdirSync(join(stack, ".terraform"));
    writeFileSync(join(stack, ".terraform", "x"), "");
    const programs = join(project, "programs");
    mkdirSync(programs);
    for (const name of ["node", "npm", "npx"]) fakeProgram(programs, name, "echo ran >&2; exit 9");
    const env = { PATH: `${programs}:${process.env.PATH}` };
    expect(await commit(env, "lab")).toMatchObject({ code: 0, stderr: "" });
    expect(await deployed("diff", "--name-only", "deployed~", "deployed")).toBe("lab/cdk.tf.json");
  });

  test("commits what recover found along, and no more once that file is gone", async () => {
    await synth(settings({ targetCpu: 33 }), "lab");
    const found = join(project, "cdktf.out", "stacks", "lab", "recovered.tf.json");
    writeFileSync(found, '{"import":[]}');
    expect(await commit({}, "lab")).toMatchObject({ code: 0, stderr: "" });
    expect(await deployed("show", "deployed:lab/recovered.tf.json")).toBe('{"import":[]}');
    rmSync(found);
    await commit({}, "lab");
    expect(await deployed("diff", "--name-status", "deployed~", "deployed")).toBe(
      "D\tlab/recovered.tf.json",
    );
  });

  test.each([[[]], [["--help"]]])("asks for a stage where it gets %j", async (args) => {
    const got = args[0] ?? "none";
    expect(await commit({}, ...args)).toMatchObject({
      code: 2,
      stderr: `hcp-commit: must be given stages, got ${got}; say bin/hcp-commit.sh lab\n`,
    });
  });
});

describe("bin/hcp-upload.mjs", () => {
  const upload = (...args: string[]) => run(project, {}, "node", "bin/hcp-upload.mjs", ...args);

  test("packs the same bytes every time, whoever packs them", async () => {
    const [one, other] = [join(project, "one.tar.gz"), join(project, "other.tar.gz")];
    await synth(settings(), "lab");
    await upload("lab", "--to", one);
    const script = `umask 077; TZ=Asia/Tokyo node bin/hcp-upload.mjs lab --to ${other}`;
    await run(project, {}, "bash", "-c", script);
    expect(readFileSync(other).equals(readFileSync(one))).toBe(true);
  });

  test("packs what was synthesized and no state, as tar can read it", async () => {
    await synth(settings(), "lab");
    const stack = join(project, "cdktf.out", "stacks", "lab");
    writeFileSync(join(stack, "terraform.tfstate"), "{}");
    await upload("lab", "--to", join(project, "lab.tar.gz"));
    const { stdout: names } = await run(project, {}, "tar", "-tzf", "lab.tar.gz");
    expect(names.trim().split("\n")).toEqual([expect.stringMatching(/^assets\//), "cdk.tf.json"]);
    const { stdout } = await run(project, {}, "tar", "-xzOf", "lab.tar.gz", "cdk.tf.json");
    expect(stdout).toBe(readFileSync(join(stack, "cdk.tf.json"), "utf8"));
  });

  test("packs what recover found along", async () => {
    await synth(settings(), "lab");
    const found = join(project, "cdktf.out", "stacks", "lab", "recovered.tf.json");
    writeFileSync(found, '{"import":[]}');
    await upload("lab", "--to", join(project, "lab.tar.gz"));
    rmSync(found);
    const { stdout } = await run(project, {}, "tar", "-xzOf", "lab.tar.gz", "recovered.tf.json");
    expect(stdout).toBe('{"import":[]}');
  });

  test.each([
    {
      what: "no stage",
      args: [],
      says: 'must be given STAGE [--plan-only] [--review], or STAGE --to FILE, got ""; say node bin/hcp-upload.mjs lab',
    },
    {
      what: "an option in a stage's place",
      args: ["--help"],
      says: 'must be given STAGE [--plan-only] [--review], or STAGE --to FILE, got "--help"; say node bin/hcp-upload.mjs lab',
    },
    {
      what: "an unknown option",
      args: ["lab", "--apply"],
      says: 'must be given STAGE [--plan-only] [--review], or STAGE --to FILE, got "lab --apply"; say node bin/hcp-upload.mjs lab',
    },
    {
      what: "a stage that was not synthesized",
      args: ["demo"],
      says: "cdktf.out/stacks/demo/cdk.tf.json: must be there, got nothing; run npm run synth -- demo",
    },
    {
      what: "a stage with another backend",
      args: ["prod"],
      says: "prod.backend: must be of kind hcp; set it in config/stages.ts",
    },
    {
      what: "no token",
      args: ["lab"],
      says: "TFE_TOKEN: must be set; make a team token in HCP Terraform",
    },
  ])("refuses $what", async ({ args, says }) => {
    const refused = { code: 1, stdout: "", stderr: `hcp-upload: ${says}\n` };
    expect(await upload(...args)).toEqual(refused);
  });
});
