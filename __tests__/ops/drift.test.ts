import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { home, ops, synthesized, terraform } from "./commands";
import { drifted, planned, planOf, wholePlanOf } from "./support";

const PORT = "aws_ssm_parameter.port";
const there = {
  [PORT]: { value: "3306", arn: "arn:aws:ssm:us-east-1:123456789012:parameter/port" },
};
const nothing = wholePlanOf([], [], there);
/** Somebody has changed the port, and a deploy puts it back. */
const drift = wholePlanOf(
  [drifted(PORT, { value: "3306" }, { value: "1" })],
  [planned(PORT, { actions: ["update"], before: { value: "1" }, after: { value: "3306" } })],
  there,
);

test("every stage of the last synth is looked at, and one with drift makes it 1", async () => {
  synthesized("lab", "prod");
  terraform(drift);
  const { code, out } = await ops(["drift"]);
  expect(code).toBe(1);
  expect(out).toMatch(/^lab: 1 drifted$/m);
  expect(out).toMatch(/^prod: 1 drifted$/m);
});

test("several stages are asked at the same time, each with its report", async () => {
  synthesized("lab", "prod");
  terraform(nothing);
  const file = join(home, "terraform");
  const both = `touch "$TMPDIR/began-$$"; i=0
    until [ "$(ls "$TMPDIR" | grep -c began)" -ge 2 ]; do
      i=$((i + 1)); [ $i -lt 6000 ] || { echo 'alone' >&2; exit 1; }; sleep 0.1
    done`;
  const script = readFileSync(file, "utf8").replace("#!/bin/sh", () => `#!/bin/sh\n${both}`);
  writeFileSync(file, script);
  const { code, out } = await ops(["drift"]);
  expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining("prod: no drift") });
  expect(out).toContain("lab: no drift");
});

test("no drift is 0, and the plan file is removed", async () => {
  synthesized("lab");
  terraform(nothing);
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
  writeFileSync(join(home, "drift.json"), JSON.stringify(drift));
  const { code, out } = await ops(["drift", "lab", "--plan", join(home, "drift.json")]);
  expect({ code, out }).toEqual({ code: 1, out: expect.stringMatching(/^lab: 1 drifted$/m) });
});

test("what a deploy does to users is judged on a plan with all values, and on no other", async () => {
  synthesized("lab");
  const file = join(home, "drift.json");
  const effectsOf = async (plan: object) => {
    writeFileSync(file, JSON.stringify(plan));
    const { out } = await ops(["drift", "lab", "--plan", file, "--json"]);
    return JSON.parse(out).stages[0].drift[0].effects;
  };
  expect(await effectsOf(drift)).toBeUndefined();
  expect(await effectsOf({ ...drift, reviewable: drift })).toEqual([]);
  expect(await effectsOf({ ...drift, configuration: {} })).toEqual([]);
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
  terraform(nothing);
  await ops(["drift", "lab"]);
  expect(readFileSync(join(home, "asked"), "utf8")).toMatch(
    /^somebody plan -out=\S+ -input=false -no-color -lock=false\n$/,
  );
});

test("a state with nothing but data sources is no look: 2, with backend, account and region", async () => {
  synthesized("lab");
  const plan = planOf([], { "data.aws_availability_zones.network": { names: ["us-east-1a"] } });
  terraform(plan);
  const must = "lab: must be deployed, got a state without resources: file terraform.lab.tfstate";
  const remedy = "us-east-1; deploy it, or look whether these are the right ones";
  const { code, out } = await ops(["drift", "lab"]);
  expect(code).toBe(2);
  expect(out).toContain(`${must}, account unknown, ${remedy}`);

  const file = join(home, "drift.json");
  writeFileSync(file, JSON.stringify({ ...plan, account: "123456789012" }));
  const elsewhere = await ops(["drift", "lab", "--plan", file]);
  expect(elsewhere.code).toBe(2);
  expect(elsewhere.out).toContain(`${must}, account 123456789012, ${remedy}`);
});

test("every stage is reported: those that could be read, and why others could not", async () => {
  synthesized("lab", "qa");
  rmSync(join(home, "out", "stacks", "qa"), { recursive: true });
  terraform(drift);
  const { code, out } = await ops(["drift", "lab", "qa"]);
  expect(code).toBe(2);
  expect(out).toMatch(/^lab: 1 drifted$/m);
  expect(out).toMatch(
    /^qa: could not tell: \S+cdk\.tf\.json: must be a synthesized stack, got no such file; run npm run synth$/m,
  );
});

test("where the plan fails, what changed is reported all the same, and why it fails: 2", async () => {
  synthesized("lab");
  const change = drifted(PORT, { value: "3306" }, { value: "1" });
  terraform(planOf([change], there), "Error: version: must be at least 2, got 1");
  const { code, out } = await ops(["drift", "lab"]);
  expect(code).toBe(2);
  expect(out).toMatch(/^lab: 1 drifted$/m);
  expect(out).toContain("terraform plan failed: Error: version: must be at least 2, got 1\n");
});

test("a plan that only refreshes doesn't say what a deploy changes: 2", async () => {
  synthesized("lab");
  const file = join(home, "drift.json");
  writeFileSync(file, JSON.stringify(planOf([], there)));
  const { code, out } = await ops(["drift", "lab", "--plan", file]);
  expect(code).toBe(2);
  expect(out).toContain(
    `${file}: must be an ordinary plan to say what a deploy changes, got one that failed, or that only refreshes; plan again`,
  );
});

test("a plan that nobody has surveyed names the command that does, which waits for no input", async () => {
  synthesized("lab");
  const file = join(home, "plan.json");
  const region = "AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1";
  const saysOf = async (more: object) => {
    const plan = wholePlanOf([], [], { "aws_vpc.network": { id: "vpc-1" } });
    writeFileSync(file, JSON.stringify({ ...plan, ...more }));
    const { code, out } = await ops(["drift", "lab", "--plan", file]);
    expect(code).toBe(2);
    return out;
  };
  const rest = `< ${file} > surveyed.json, and give --plan surveyed.json`;
  expect(await saysOf({ configuration: {} })).toContain(
    `; run ${region} .github/scripts/survey.sh ${file} ${rest}\n`,
  );
  expect(await saysOf({})).toContain(
    `; run ${region} .github/scripts/survey.sh PLAN ${rest}, where PLAN is what terraform show -json printed of it\n`,
  );
});

test("a stack of an earlier synth will do, as long as its folder is there", async () => {
  synthesized("lab", "prod");
  writeFileSync(join(home, "out", "manifest.json"), JSON.stringify({ stacks: { lab: {} } }));
  terraform(nothing);
  expect(await ops(["drift", "prod"])).toMatchObject({ code: 0, err: "" });
});

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
