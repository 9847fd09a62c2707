import { createHash, randomBytes } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { devNull } from "node:os";
import { join } from "node:path";
import type { Tools } from "../../emulator/tools";
import { cacheFolder } from "../../processes/project";
import { Terraform } from "../../terraform/command";
import { AWS_PROVIDER } from "../../terraform/versions";

/** The provider's program, and a file for its schemas, which the first process writes. */
export interface PreparedProvider {
  readonly binary: string;
  readonly schema: string;
}

let prepared: Promise<PreparedProvider> | undefined;

/**
 * The provider as `terraform init` gets it: from a mirror of either layout, or from the registry.
 * Made once on a machine under another name and renamed when complete, however many workers ask.
 */
export function preparedProvider(tools: Tools): Promise<PreparedProvider> {
  prepared ??= prepare(tools);
  return prepared;
}

/** Ours, but for what would send Terraform and its provider elsewhere, and what is given. */
export function environment(given: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(TF|AWS)_/.test(name));
  return { ...Object.fromEntries(own), ...given };
}

// --- internal ---

async function prepare(tools: Tools): Promise<PreparedProvider> {
  const version = tools.awsProviderVersion ?? AWS_PROVIDER.constraint;
  const from = [tools.providerMirror, version, tools.terraformVersion];
  const hash = createHash("sha256").update(JSON.stringify(from)).digest("hex").slice(0, 12);
  const folder = join(cacheFolder(), `provider-${hash}`);
  if (!existsSync(folder)) await initialize(folder, version, tools);
  return { binary: programIn(folder), schema: join(folder, "schema") };
}

async function initialize(folder: string, version: string, tools: Tools): Promise<void> {
  const unfinished = `${folder}.tmp-${randomBytes(4).toString("hex")}`;
  mkdirSync(unfinished);
  try {
    const aws = { source: "hashicorp/aws", version };
    const stack = { terraform: { required_providers: { aws } } };
    writeFileSync(join(unfinished, "main.tf.json"), JSON.stringify(stack));
    const { terraform, providerMirror } = tools;
    const env = environment({ TF_CLI_CONFIG_FILE: devNull });
    await new Terraform({ terraform, providerMirror, folder: unfinished, env }).init();
    renameSync(unfinished, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error; // else another process was first
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function programIn(folder: string): string {
  const providers = join(folder, ".terraform/providers/registry.terraform.io/hashicorp/aws");
  const [version = ""] = readdirSync(providers);
  const [platform = ""] = readdirSync(join(providers, version));
  const files = realpathSync(join(providers, version, platform)); // a link into an unpacked mirror
  const name = readdirSync(files).find((file) => file.startsWith("terraform-provider-aws"));
  if (name === undefined) throw new Error(`${files}: must hold the provider`);
  return join(files, name);
}
