import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Plan } from "../../terraform/plan";
import { command, runner } from "../support/command";
import { drifted, planOf } from "./support";

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "ops-"));
  mkdirSync(join(home, "tmp"));
});
afterEach(() => rmSync(home, { recursive: true }));

const PATH = `${join("/usr", "bin")}:/bin`;
const ops = (args: string[], path = `${home}:${PATH}`) =>
  command([runner, "ops/cli.ts", ...args], {
    PATH: path,
    TMPDIR: join(home, "tmp"),
    CDKTF_OUTDIR: join(home, "out"),
    TERRAFORM: "",
    AWS_PROFILE: "somebody",
    ASKED: join(home, "asked"),
  }).ended;

/** A terraform that writes a plan, and shows this one; or that fails and says this. */
function terraform(answer: Plan | string): void {
  const script =
    typeof answer === "string"
      ? `echo '${answer}' >&2; exit 1`
      : `[ "$1" = show ] && exec cat <<'END'\n${JSON.stringify(answer)}\nEND\n` +
        'echo "$AWS_PROFILE $*" >> "$ASKED"; for a; do case $a in -out=*) echo x > "${a#-out=}"; esac; done';
  writeFileSync(join(home, "terraform"), `#!/bin/sh\n${script}\n`);
  chmodSync(join(home, "terraform"), 0o755);
}

function synthesized(...stages: string[]): void {
  const stacks = Object.fromEntries(stages.map((stage) => [stage, {}]));
  mkdirSync(join(home, "out"));
  writeFileSync(join(home, "out", "manifest.json"), JSON.stringify({ stacks }));
  for (const stage of stages) {
    mkdirSync(join(home, "out", "stacks", stage), { recursive: true });
    const parameter = { port: { value: "3306" } };
    const document = { resource: { aws_ssm_parameter: parameter } };
    writeFileSync(join(home, "out", "stacks", stage, "cdk.tf.json"), JSON.stringify(document));
  }
}
const there = { "aws_ssm_parameter.port": { value: "3306" } };

test("--help lists the commands, and the help of each its exit codes", async () => {
  expect(await ops(["--help"])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^ {2}drift /m),
  });
  const { code, out } = await ops(["drift", "--help"]);
  expect(code).toBe(0);
  expect(out).toContain("Exit code: 0 no drift, 1 drift, 2 could not tell, 130 interrupted.");
});

test.each([
  [["drfit"], 'drfit: is not a command; did you mean "drift"?'],
  [["drift", "--jsn"], '--jsn: is not an option; did you mean "--json"?'],
  [
    ["drift", "lab", "prod", "--folder", "x"],
    "--folder: must be for one stage, got 2; name one, or none",
  ],
  [
    ["drift", "lab", "--folder", "x", "--plan", "y", "prod"],
    "--folder: must be for one stage, got 2; name one, or none",
  ],
])("%j makes no sense, and that is no drift: 2", async (args, says) => {
  expect(await ops(args)).toEqual({ code: 2, out: "", err: `${says}\n` });
});

test("every stage of the last synth is looked at, and one with drift makes it 1", async () => {
  synthesized("lab", "prod");
  terraform(planOf([drifted("aws_ssm_parameter.port", { value: "3306" }, { value: "1" })], there));
  const { code, out } = await ops(["drift"]);
  expect(code).toBe(1);
  expect(out).toMatch(/^lab: 1 drifted$/m);
  expect(out).toMatch(/^prod: 1 drifted$/m);
});

test("no drift is 0, and the plan file is removed", async () => {
  synthesized("lab");
  terraform(planOf([], there));
  expect(await ops(["drift", "lab"])).toMatchObject({ code: 0, err: "" });
  expect(readdirSync(join(home, "tmp"))).toEqual([]);
});

test("one plan is of one stage", async () => {
  synthesized("lab", "prod");
  const { code, err } = await ops(["drift", "--plan", "x"]);
  expect(code).toBe(2);
  expect(err).toBe("--plan: must be for one stage, got 2; name one\n");
});

test("a plan that was made elsewhere is compared without any terraform", async () => {
  synthesized("lab");
  const plan = planOf(
    [drifted("aws_ssm_parameter.port", { value: "3306" }, { value: "1" })],
    there,
  );
  writeFileSync(join(home, "drift.json"), JSON.stringify(plan));
  const { code, out } = await ops(["drift", "lab", "--plan", join(home, "drift.json")]);
  expect({ code, out }).toEqual({ code: 1, out: expect.stringMatching(/^lab: 1 drifted$/m) });
});

test.each(["", "{", "[]", '{"resource_drift":[]}'])(
  "what is no plan, such as %j, tells nothing about drift",
  async (text) => {
    synthesized("lab");
    const file = join(home, "drift.json");
    writeFileSync(file, text);
    const { code, out } = await ops(["drift", "lab", "--plan", file]);
    expect(code).toBe(2);
    expect(out).toContain(
      `lab: could not tell: ${file}: must be what terraform show -json prints of a plan, got something else`,
    );
  },
);

test("terraform gets the caller's environment, only reads, and takes no lock", async () => {
  synthesized("lab");
  terraform(planOf([], there));
  await ops(["drift", "lab"]);
  expect(readFileSync(join(home, "asked"), "utf8")).toMatch(
    /^somebody plan -out=\S+ -input=false -no-color -refresh-only -lock=false\n$/,
  );
});

test("a state with nothing but data sources is not the state of a deployed stage", async () => {
  synthesized("lab");
  terraform(planOf([], { "data.aws_availability_zones.network": { names: ["us-east-1a"] } }));
  const { code, out } = await ops(["drift", "lab"]);
  expect({ code, out }).toEqual({ code: 2, out: expect.stringContaining("must be deployed") });
});

test("every stage is reported: those that could be read, and why others could not", async () => {
  synthesized("lab", "qa");
  rmSync(join(home, "out", "stacks", "qa"), { recursive: true });
  terraform(planOf([], {}));
  const { code, out } = await ops(["drift", "lab", "qa"]);
  expect(code).toBe(2);
  expect(out).toMatch(
    /^lab: could not tell: \S+lab: must be deployed, got a state without resources; deploy it, or look whether this is the right backend$/m,
  );
  expect(out).toMatch(
    /^qa: could not tell: \S+cdk\.tf\.json: must be a synthesized stack, got no such file; run npm run synth$/m,
  );
});

test.each([["drift"], ["recover"], ["images"]])(
  "%s of a stack that was never synthesized names the stacks there are, or the nearest",
  async (name) => {
    synthesized("lab", "prod");
    expect(await ops([name, "lba"])).toEqual({
      code: 2,
      out: "",
      err: 'lba: is not a stack of the last synth; did you mean "lab"?\n',
    });
    expect(await ops([name, "nosuch"])).toEqual({
      code: 2,
      out: "",
      err: "nosuch: is not a stack of the last synth; known are lab, prod\n",
    });
  },
);

test("a stack of an earlier synth will do, as long as its folder is there", async () => {
  synthesized("lab", "prod");
  writeFileSync(join(home, "out", "manifest.json"), JSON.stringify({ stacks: { lab: {} } }));
  terraform(planOf([], there));
  expect(await ops(["drift", "prod"])).toMatchObject({ code: 0, err: "" });
});

test.each([["drift"], ["recover"], ["images"]])(
  "%s takes a CDKTF_OUTDIR that is set but empty for the default",
  async (name) => {
    const args = [runner, "ops/cli.ts", name, "lab"];
    const err =
      "cdktf.out/manifest.json: must list the stacks of a synth, got no such file; run npm run synth\n";
    expect(await command(args, { CDKTF_OUTDIR: "" }, home).ended).toEqual({
      code: 2,
      out: "",
      err,
    });
  },
);

test.each([
  [
    "Error: Required plugins are not installed … run: terraform init",
    /lab: must be initialized for its current backend and providers; run terraform -chdir=\S+lab init$/m,
  ],
  ["╷\n│ Error: no credentials\n│ found", /: terraform plan failed: Error: no credentials found$/m],
  [
    "╷\n│ Error: Missing Resource Identity After Read\n│\n│   with aws_route.nat,\n│   on cdk.tf.json",
    /: aws_route\.nat: probably deleted outside Terraform, .*; the next deploy makes it again$/m,
  ],
])("where terraform says %j, so do we, in one line", async (says, expected) => {
  synthesized("lab");
  terraform(says);
  expect(await ops(["drift", "lab"])).toMatchObject({
    code: 2,
    out: expect.stringMatching(expected),
  });
  expect(readdirSync(join(home, "tmp"))).toEqual([]);
});

test("without terraform it says what to install; without a synth, what to run", async () => {
  const must = "must list the stacks of a synth, got no such file; run npm run synth";
  expect(await ops(["drift"])).toMatchObject({ code: 2, err: expect.stringContaining(must) });
  synthesized("lab");
  const { code, out } = await ops(["drift"], "/nowhere");
  expect(code).toBe(2);
  expect(out).toContain(
    "terraform: not found on PATH; install Terraform 1.15.5, at least 1.10 (https://",
  );
});
