import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DescribeVpcsCommand, ModifyVpcAttributeCommand } from "@aws-sdk/client-ec2";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { ReadableStack } from "../../constructs/readable-stack";
import { aws } from "../../emulator/aws";
import type { Emulator } from "../../emulator/emulator";
import { type AttachedWorkspace, openAttached } from "../support/attached";
import { command, runner } from "../support/command";
import { onEmulator } from "../support/deployment";
import { emptyEmulator } from "../support/empty-emulator";
import { HCP, type HcpStandIn, hcpStandIn } from "../support/hcp-stand-in";
import { synth } from "../support/synth";
import { SCRIPTS, scriptLater } from "../workflows/scripts";

onEmulator("a stack in an HCP workspace that is connected to VCS", (tools) => {
  const stack = "lab";
  const built = synth(stack, (app) => {
    const backend = { kind: "hcp", ...HCP } as const;
    const all = new ReadableStack(app, stack, {
      region: "us-east-1",
      backend,
      tags: { Stage: stack },
    });
    new Vpc(all, "network", { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true });
  });
  let emulator: Emulator;
  let hcp: HcpStandIn;
  let home: AttachedWorkspace;
  let stage: AttachedWorkspace;

  beforeAll(async () => {
    emulator = await emptyEmulator();
    hcp = await hcpStandIn(stack);
    // Made from a local state, which then is HCP's.
    home = await openAttached({ stack, json: built.text, emulator, tools });
    await home.terraform.init();
    await home.terraform.apply();
    const settings = join(home.folder, "settings.tfrc");
    writeFileSync(settings, hcp.settings);
    const env = { ...emulator.env, TF_CLI_CONFIG_FILE: settings };
    const own = { stack, json: built.text, tools, state: "own" } as const;
    stage = await openAttached({ ...own, emulator: { env } });
    await stage.terraform.init();
  });
  afterAll(async () => {
    hcp?.stop();
    await home?.remove();
    await stage?.remove();
    await emulator?.stop();
  });
  beforeEach(() => {
    hcp.state = readFileSync(join(home.folder, "terraform.tfstate"), "utf8");
    hcp.asked.length = 0;
  });

  const ops = (name: string) =>
    command([runner, "ops/cli.ts", name, stack, "--folder", stage.folder], stage.env).ended;
  /** HCP is asked for the state alone: no run, no lock, no plan. */
  const READS = [
    "GET organizations/acme/entitlement-set",
    "GET organizations/acme/workspaces/lab",
    "GET workspaces/ws-1/current-state-version",
    "GET the-state",
  ];

  test("drift is found by the state alone, which HCP gives to those who may not plan", async () => {
    const { ec2 } = aws(emulator);
    const { Vpcs: [{ VpcId } = {}] = [] } = await ec2.send(
      new DescribeVpcsCommand({ Filters: [{ Name: "cidr", Values: ["10.0.0.0/16"] }] }),
    );
    await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsHostnames: { Value: false } }));
    const { code, out, err } = await ops("drift");
    await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsHostnames: { Value: true } }));
    expect({ code, err }).toEqual({ code: 1, err: "" });
    expect(out).toContain("aws_vpc.network was changed\n");
    expect(out).toContain(`:vpc/${VpcId}\n    enable_dns_hostnames: true → false\n`);
    expect(hcp.asked).toEqual(READS);
  });

  test("what a killed run made is found, and the blocks lie in the stack's folder", async () => {
    hcp.state = JSON.stringify({ ...JSON.parse(hcp.state ?? ""), resources: [] });
    const { code, out, err } = await ops("recover");
    const blocks = join(stage.folder, "recovered.tf.json");
    const { import: imports } = JSON.parse(readFileSync(blocks, "utf8"));
    rmSync(blocks);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(imports).toEqual([{ to: "aws_vpc.network", id: expect.stringMatching(/^vpc-/) }]);
    expect(out).toContain("lab: 1 found");
    expect(out).toContain("Read without HCP's lock: if a run of the workspace is going on");
    expect(hcp.asked).toEqual(READS);
  });

  test("the nightly look leaves out the same, and works without our programs", async () => {
    const root = mkdtempSync(join(tmpdir(), "nightly-"));
    const there = join(root, "cdktf.out", "stacks", stack);
    mkdirSync(there, { recursive: true });
    const { terraform, ...rest } = JSON.parse(built.text);
    const aws = { ...terraform.required_providers.aws, version: tools.awsProviderVersion };
    const json = { ...rest, terraform: { ...terraform, required_providers: { aws } } };
    writeFileSync(join(there, "cdk.tf.json"), JSON.stringify(json));
    const mirror = tools.providerMirror;
    const local = mirror
      ? `provider_installation { filesystem_mirror { path = "${mirror}" } }`
      : "";
    writeFileSync(join(root, "settings.tfrc"), `${hcp.settings}\n${local}`);
    const env = { ...emulator.env, TF_CLI_CONFIG_FILE: join(root, "settings.tfrc") };
    const args = [stack, join(root, "drift.json")];
    const { code, stderr } = await scriptLater("drift-read.sh", args, {
      cwd: root,
      env,
      from: SCRIPTS,
    });
    const read = code === 0 && JSON.parse(readFileSync(join(root, "drift.json"), "utf8"));

    const left = readdirSync(there);
    rmSync(root, { recursive: true });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(read.prior_state.values.root_module.resources).toMatchObject([
      { address: "aws_vpc.network" },
    ]);
    expect(left.filter((name) => name.includes("tfstate"))).toEqual([]);
    expect(new Set(hcp.asked)).toEqual(new Set(READS));
  });

  test("a workspace without a state is no look", async () => {
    delete hcp.state;
    const { code, out } = await ops("drift");
    expect(code).toBe(2);
    expect(out).toContain("must be deployed, got a state without resources");
  });

  test("nothing of the state stays on this machine", () => {
    const left = readdirSync(stage.folder, { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile() && !file.parentPath.includes("providers"))
      .filter((file) => readFileSync(join(file.parentPath, file.name)).includes("vpc-"));
    expect(left.map(({ name }) => name)).toEqual([]);
  });
});
