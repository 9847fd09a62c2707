import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Firewall, INTERNET } from "../../constructs/firewall";
import { ReadableStack } from "../../constructs/readable-stack";
import type { Emulator } from "../../emulator/emulator";
import type { Tools } from "../../emulator/tools";
import { openWorkspace, type Workspace } from "../../emulator/workspace";
import type { Terraform } from "../../terraform/command";
import { onEmulator, refusalOf } from "../support/deployment";
import { emptyEmulator } from "../support/empty-emulator";
import { type HcpServer, HOW, hcpServer } from "../support/hcp-server";
import { synth, synthStage } from "../support/synth";

const backend = { organization: "acme", project: "web", hostname: "hcp.invalid" };
const { text } = synthStage("lab", { backend: { kind: "hcp", ...backend } });

/** The stage with another cloud block, or with something beside it. */
const changed = (cloud: object, terraform: object = {}): string => {
  const document = JSON.parse(text);
  const { cloud: usual, ...others } = document.terraform;
  document.terraform = { ...others, ...terraform, cloud: { ...usual, ...cloud } };
  return JSON.stringify(document);
};

/**
 * Terraform's own settings: where the API of hcp.invalid is, so that nothing is looked up in the
 * network. Nobody listens on port 1.
 */
const HOST = 'host "hcp.invalid" { services = { "tfe.v2" = "https://127.0.0.1:1/api/v2/" } }\n';
const TOKEN = 'credentials "hcp.invalid" { token = "a-token" }\n';

onEmulator("terraform init of an hcp backend, as far as it goes without a server,", (tools) => {
  const folder = mkdtempSync(join(tmpdir(), "hcp-"));
  const opened: Workspace[] = [];

  afterAll(() => {
    for (const { remove } of opened) remove();
    rmSync(folder, { recursive: true });
  });

  const open = (json: string, settings: string): Terraform => {
    const file = join(folder, `${opened.length}.tfrc`);
    writeFileSync(file, settings);
    const emulator = { env: { TF_CLI_CONFIG_FILE: file } };
    const workspace = openWorkspace({ stack: "lab", json, emulator, tools, state: "own" });
    opened.push(workspace);
    return workspace.terraform;
  };

  test("takes the block and asks for the host's token", async () => {
    const said = await refusalOf(open(text, HOST).init());
    expect(said).toContain("Required token could not be found");
    expect(said).toContain("terraform login hcp.invalid");
    expect(errorsIn(said)).toBe(1);
  });

  test("with a token calls the host, where it ends", async () => {
    const said = await refusalOf(open(text, HOST + TOKEN).init());
    expect(said).toContain('Get "https://127.0.0.1:1/api/v2/ping"');
    expect(errorsIn(said)).toBe(1);
  });

  test("without the backend succeeds, and the stack is valid", async () => {
    const terraform = open(text, HOST);
    await terraform.init("-backend=false");
    await terraform.validate();
  });

  test.each([
    {
      what: "an argument that HCP has not",
      to: { organisation: "acme" },
      says: 'No argument or block type is named "organisation"',
    },
    {
      what: "a workspace by name and by tags",
      to: { workspaces: { name: "lab", tags: ["web"] } },
      says: "Invalid workspaces configuration",
    },
    {
      what: "no organization",
      to: { organization: undefined },
      says: '"organization" must be set in the cloud configuration',
    },
  ])("refuses $what before it calls anyone", async ({ to, says }) => {
    const said = await refusalOf(open(changed(to), HOST + TOKEN).init());
    expect(said).toContain(says);
    expect(said).not.toContain("127.0.0.1");
  });

  test("refuses a second backend", async () => {
    const said = await refusalOf(open(changed({}, { backend: { local: {} } }), HOST).init());
    expect(said).toContain("may declare either one 'cloud' block OR one 'backend' block");
  });
});

const errorsIn = (said: string) => said.split("Error: ").length - 1;

const server = hcpServer();

if (server !== undefined) onEmulator("a stack whose state is on a real server", onServer(server));
else if (process.env.CI !== "true") {
  const skipped = `SKIPPED a stack whose state is on a real server: none is named; ${HOW}`;
  describe.skip(skipped, () => test("", () => undefined));
}

function onServer({ organization, settings, api }: HcpServer): (tools: Tools) => void {
  const stack = "three-tier-test";
  const place = `organizations/${organization}/workspaces/${stack}`;
  const house = synth(stack, (app) => {
    const kept = { kind: "hcp", organization } as const;
    const built = new ReadableStack(app, stack, { region: "us-east-1", backend: kept, tags: {} });
    const { id: vpcId } = new Vpc(built, "vpc", { cidrBlock: "10.0.0.0/16" });
    new Firewall(built, "gate", { vpcId, name: "gate", ports: { http: 80 } }).allowFrom(INTERNET);
  });

  return (tools) => {
    const folder = mkdtempSync(join(tmpdir(), "hcp-"));
    const opened: Workspace[] = [];
    let emulator: Emulator;
    let made = false;

    /** A folder with the stack as it is; its backend on the server, or the state in the folder. */
    const open = (state?: "own"): Workspace => {
      const env = { ...emulator.env, TF_CLI_CONFIG_FILE: join(folder, "settings.tfrc") };
      const options = { stack, json: house.text, emulator: { env }, tools, state };
      const workspace = openWorkspace(options);
      opened.push(workspace);
      return workspace;
    };

    beforeAll(async () => {
      writeFileSync(join(folder, "settings.tfrc"), settings, { mode: 0o600 });
      emulator = await emptyEmulator();
    });
    afterAll(async () => {
      if (made) api("DELETE", place);
      for (const { remove } of opened) remove();
      rmSync(folder, { recursive: true });
      await emulator.stop();
    });

    test("makes its workspace, named after the stack, at the first init", async () => {
      expect(() => api("GET", place)).toThrow("404");
      made = true;
      await open("own").terraform.init();
      expect(api("GET", place).data.attributes.name).toBe(stack);
    });

    test("has its state there and nowhere on disk", async () => {
      const attributes = { "execution-mode": "local" };
      api("PATCH", place, { data: { type: "workspaces", attributes } });
      const { terraform, folder: here } = opened[0] as Workspace;
      await terraform.apply();
      expect((await terraform.statePull()).resources).toHaveLength(house.addresses().length);
      expect(filesWith("aws_vpc", here)).toEqual(["cdk.tf.json"]);
    });

    test("is the same from another folder", async () => {
      const { terraform } = open("own");
      await terraform.init();
      expect(await terraform.planWithExitCode()).toBe("no changes");
    });

    test("is the same with the state taken home", async () => {
      const { terraform, folder: home } = open();
      const state = await (opened[0] as Workspace).terraform.statePull();
      writeFileSync(join(home, "terraform.tfstate"), JSON.stringify(state));
      await terraform.init();
      expect(await terraform.planWithExitCode()).toBe("no changes");
    });

    test("refuses a run while another holds the lock", async () => {
      const { id } = api("GET", place).data;
      api("POST", `workspaces/${id}/actions/lock`, { reason: "somebody else" });
      const said = await refusalOf((opened[0] as Workspace).terraform.apply());
      api("POST", `workspaces/${id}/actions/unlock`);
      expect(said).toContain("Error acquiring the state lock");
    });

    test("leaves nothing when it is destroyed", async () => {
      const { terraform } = opened[0] as Workspace;
      await terraform.destroy();
      expect((await terraform.statePull()).resources).toEqual([]);
    });
  };
}

/** The files of ours, not Terraform's plugins, that hold a text. */
function filesWith(text: string, folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && !file.parentPath.includes("providers"))
    .filter((file) => readFileSync(join(file.parentPath, file.name)).includes(text))
    .map((file) => file.name);
}
