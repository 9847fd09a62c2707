import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { environment } from "../../emulator/emulator";
import { openWorkspace } from "../../emulator/workspace";

const folder = mkdtempSync(join(tmpdir(), "workspace-"));
const caller = { ...process.env };

afterEach(() => {
  process.env = { ...caller };
});
afterAll(() => rmSync(folder, { recursive: true }));

function workspaceOf(terraform: string, json?: string) {
  const emulator = { env: environment("http://127.0.0.1:1", "eu-central-1") };
  const tools = {
    kind: "found",
    terraform,
    terraformVersion: "1.11.4",
    providerMirror: undefined,
    awsProviderVersion: undefined,
  } as const;
  return openWorkspace({ stack: "lab", emulator, tools, folder, json });
}

/** What a terraform that prints its environment gets to see in a workspace of an emulator. */
async function seen(): Promise<Record<string, string>> {
  const terraform = join(folder, "terraform");
  writeFileSync(terraform, "#!/bin/sh\nexec env\n");
  chmodSync(terraform, 0o755);
  const { stdout } = await workspaceOf(terraform).terraform.run(["version"]);
  return Object.fromEntries(
    stdout.split("\n").map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string]),
  );
}

test("Terraform on the emulator sees none of the caller's TF_ and AWS_ variables", async () => {
  process.env.TF_VAR_cidr = "10.9.0.0/16";
  process.env.TF_CLI_ARGS_apply = "-target=aws_vpc.other";
  process.env.TF_WORKSPACE = "prod";
  process.env.AWS_PROFILE = "prod";
  process.env.AWS_ENDPOINT_URL_S3 = "https://s3.amazonaws.com";
  const theirs = Object.keys(await seen()).filter((name) => /^(TF|AWS)_/.test(name));
  expect(theirs.sort()).toEqual([
    "AWS_ACCESS_KEY_ID",
    "AWS_CONFIG_FILE",
    "AWS_DEFAULT_REGION",
    "AWS_EC2_METADATA_DISABLED",
    "AWS_ENDPOINT_URL",
    "AWS_REGION",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_SHARED_CREDENTIALS_FILE",
    "TF_CLI_CONFIG_FILE",
    "TF_IN_AUTOMATION",
  ]);
});

test("credentials, region and Terraform's settings are the emulator's, whatever the caller has", async () => {
  process.env.AWS_ACCESS_KEY_ID = "AKIAREAL";
  process.env.AWS_SECRET_ACCESS_KEY = "real";
  process.env.AWS_SESSION_TOKEN = "real";
  process.env.AWS_REGION = "us-west-2";
  process.env.AWS_ENDPOINT_URL = "https://ec2.amazonaws.com";
  process.env.TF_CLI_CONFIG_FILE = "/no/such/file";
  expect(await seen()).toMatchObject({
    AWS_ACCESS_KEY_ID: "emulator",
    AWS_SECRET_ACCESS_KEY: "emulator",
    AWS_SESSION_TOKEN: "",
    AWS_REGION: "eu-central-1",
    AWS_ENDPOINT_URL: "http://127.0.0.1:1",
    TF_CLI_CONFIG_FILE: devNull,
  });
});

test("a stack for another account is applied to the emulator's, and one without is not asked", () => {
  const overridden = (provider: object) => {
    workspaceOf("terraform", JSON.stringify({ provider: { aws: [provider] } }));
    const override = readFileSync(join(folder, "emulator_override.tf.json"), "utf8");
    return JSON.parse(override).provider.aws[0].allowed_account_ids;
  };
  expect(overridden({ allowed_account_ids: ["000000000012"] })).toEqual(["123456789012"]);
  expect(overridden({})).toBeUndefined();
});

test("whatever else the caller has is there: the PATH, the way through a proxy", async () => {
  process.env.HTTPS_PROXY = "http://proxy.invalid:3128";
  const { PATH } = process.env;
  expect(await seen()).toMatchObject({ PATH, HTTPS_PROXY: "http://proxy.invalid:3128" });
});
