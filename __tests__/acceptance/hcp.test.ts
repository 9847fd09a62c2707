import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Terraform } from "../../emulator/terraform";
import { openWorkspace, type Workspace } from "../../emulator/workspace";
import { onEmulator, refusalOf } from "../support/deployment";
import { synthStage } from "../support/synth";

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
    const workspace = openWorkspace({ stack: "lab", json, emulator, tools, keepBackend: true });
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
    expect(said).toContain("Both a backend and cloud configuration are present");
  });
});

const errorsIn = (said: string) => said.split("Error: ").length - 1;
