import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { type SettingsInput, settingsSchema } from "../../config/settings";
import type { Network } from "../../constructs/network";
import { renamed } from "../../constructs/readable-stack";
import { ServiceStack } from "../../constructs/service-stack";
import { arbitrarySettings } from "../support/arbitrary-settings";
import { missingCommands, needing } from "../support/needing";
import { release, settingsOf, synth, synthImage, synthStage } from "../support/synth";
import { ATTACKS, added, backend, prod, tagged } from "./attacks";
import { fakeProgram, script, temporary } from "./scripts";

const { folder, remove } = temporary("known");
afterAll(remove);

/** What the script says of a stack's JSON, with these files beside it. */
function known(
  json: string,
  beside: Readonly<Record<string, string>> = {},
  stack = "prod",
  ...more: string[]
) {
  const place = join(folder, "cdktf.out", "stacks", stack);
  rmSync(place, { recursive: true, force: true });
  for (const [name, text] of Object.entries({ "cdk.tf.json": json, ...beside })) {
    mkdirSync(dirname(join(place, name)), { recursive: true });
    writeFileSync(join(place, name), text);
  }
  return script("known.sh", [stack, ...more], { cwd: folder });
}
const CLEAN = { code: 0, stdout: "", stderr: "" };

/** The faults alone, without the line that counts them. */
const faultsOf = (stderr: string) => stderr.trim().split("\n").slice(0, -1);

needing(missingCommands("bash", "jq"), "a stack on its way to Terraform", () => {
  test("passes, whatever its settings", () => {
    const inS3 = (input: SettingsInput) => settingsSchema.parse({ ...input, backend });
    fc.assert(
      fc.property(arbitrarySettings, (input) => {
        const { text, files } = synth("one", (app) => {
          new ServiceStack(app, "one", { release, settings: inS3(input) });
        });
        const assets = Object.keys(files).filter((name) => name.startsWith("assets/"));
        const beside = Object.fromEntries(assets.map((name) => [name, ""]));
        expect(known(text, beside, "one")).toEqual(CLEAN);
      }),
      { numRuns: 8 },
    );
  });

  test("passes as the stack that bakes an image, and with a rename", () => {
    expect(known(synthImage("prod", { backend }).text, {}, "prod-image")).toEqual(CLEAN);
    const moving = synth("prod", (app) => {
      const settings = settingsOf("prod", { backend });
      const stack = new ServiceStack(app, "prod", { release, settings });
      renamed(stack.node.findChild("network") as Network, "net");
    });
    expect(moving.document.moved).not.toHaveLength(0);
    expect(known(moving.text)).toEqual(CLEAN);
  });

  test("may have its state in HCP where it is only read, in a workspace of its own", () => {
    const hcp = { kind: "hcp", organization: "acme", project: "web" } as const;
    const { text } = synthStage("prod", { backend: hcp });
    expect(known(text, {}, "prod", "hcp")).toEqual(CLEAN);
    expect(faultsOf(known(text).stderr)[0]).toContain("terraform.cloud: must be one of backend");
    const others = text.replace('"name": "prod"', '"name": "lab"');
    expect(faultsOf(known(others, {}, "prod", "hcp").stderr)).toEqual([
      'prod: terraform.cloud.workspaces.name: must be prod, got "lab"',
    ]);
  });

  test("has the state of its own stack, whatever stands before its name", () => {
    const inFolder = { ...backend, keyPrefix: "teams/web/" };
    expect(known(synthStage("prod", { backend: inFolder }).text)).toEqual(CLEAN);
    const image = synthImage("prod", { backend: inFolder }).text;
    expect(known(image, {}, "prod-image")).toEqual(CLEAN);
    expect(faultsOf(known(image).stderr)).toEqual([
      'prod: terraform.backend.s3.key: must be prod.tfstate, below a prefix or not, got "teams/web/prod-image.tfstate"',
    ]);
  });

  test.each(ATTACKS)("is refused with $what", ({ json, where }) => {
    const { code, stderr } = known(json);
    expect(code).toBe(1);
    const said = faultsOf(stderr);
    expect(said).toHaveLength(1);
    expect(said[0]?.startsWith(`prod: ${where}: must `)).toBe(true);
  });

  test("may have text that only looks like a call", () => {
    for (const text of ["a (b) ${aws_vpc.network.id} (c)", 'run $${file("x")}', "file(x)"]) {
      expect(known(tagged(text))).toEqual(CLEAN);
    }
  });

  test("is refused if a key stands twice, since Terraform reads both", () => {
    const twice = prod.replace('"data": {', '"data": { "http": { "a": {} } }, "data": {');
    expect(faultsOf(known(twice).stderr)).toEqual([
      "prod: cdk.tf.json: must be one document in which no key stands twice",
    ]);
  });

  test.each(["other.tf", "x.auto.tfvars", ".terraform/providers/x", "cdk_override.tf.json"])(
    "is refused with %s beside it",
    (name) => {
      const { code, stderr } = known(prod, { [name]: "{}" });
      expect(code).toBe(1);
      expect(faultsOf(stderr)).toEqual([
        `prod: prod/${name}: must not be there, since a stack of ours is cdk.tf.json and what lies in assets`,
      ]);
    },
  );

  test("is refused with a link among its assets", () => {
    expect(known(prod).code).toBe(0);
    const assets = join(folder, "cdktf.out", "stacks", "prod", "assets");
    mkdirSync(assets);
    symlinkSync("/proc/self/environ", join(assets, "web.tar.gz"));
    expect(script("known.sh", ["prod"], { cwd: folder }).code).toBe(1);
  });

  test("is refused with all faults at once, which say where, must, got and do", () => {
    const json = added(["data", "http"], { a: {} });
    const two = JSON.stringify({ ...JSON.parse(json), "a\n::error::b": {} });
    expect(known(two).stderr).toBe(
      [
        'prod: ["a\\n::error::b"]: must be one of //, check, data, moved, output, provider, removed, resource, terraform, got "a\\n::error::b"',
        'prod: data.http: must be one of aws_ami, aws_availability_zones, aws_db_instances, aws_ec2_instance_type_offerings, aws_kms_key, aws_rds_orderable_db_instance, aws_route53_zone, aws_route53_zones, aws_ssm_parameter, aws_ssm_parameters_by_path, aws_vpc_endpoint_service, got "http"',
        "::error::prod: must have only what stacks of ours have, got 2 faults, listed above; if a change of ours brings them, add them to .github/scripts/known.jq, else find out which package of the synth job wrote them",
        "",
      ].join("\n"),
    );
  });

  test("counts one fault as one", () => {
    const { stderr } = known(added(["data", "http"], { a: {} }));
    expect(stderr).toContain("stacks of ours have, got 1 fault, listed above;");
  });

  test.each(["", "{", "[]", "null", '{"terraform":1}', `${prod}{}`])(
    "is refused where its JSON is %.20s",
    (json) => {
      expect(known(json).code).toBe(1);
    },
  );

  test("is refused by a name that leads elsewhere", () => {
    const { code, stderr } = script("known.sh", ["../../evil"], { cwd: folder });
    expect(code).toBe(1);
    expect(stderr).toBe(
      '::error::stack: must be a name such as prod or prod-image, got "../../evil"\n',
    );
  });

  test("reaches no Terraform, not even its init, where it is refused", () => {
    known(ATTACKS[0]?.json ?? "");
    fakeProgram(folder, "terraform", `echo "$*" >> ${folder}/calls`);
    const env = { PATH: `${folder}:${process.env.PATH}` };
    const plan = () =>
      script("plan.sh", ["prod", "false", join(folder, "plan")], { cwd: folder, env });
    expect(plan()).toMatchObject({ code: 1, stdout: "" });
    expect(existsSync(join(folder, "calls"))).toBe(false);

    known(prod);
    plan();
    expect(readFileSync(join(folder, "calls"), "utf8")).toContain("init");
  });
});
