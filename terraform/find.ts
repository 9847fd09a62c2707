import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { pythonFault } from "../processes/python";
import { INSTALL_TERRAFORM } from "./versions";

const AWS_PROVIDER = join("registry.terraform.io", "hashicorp", "aws");

export interface Tools {
  readonly kind: "found";
  readonly terraform: string;
  readonly terraformVersion: string;
  /** Folder for `terraform init -plugin-dir`; undefined if TF_PLUGIN_MIRROR=registry says so. */
  readonly providerMirror: string | undefined;
  /** Newest AWS provider in the mirror; undefined with the registry: what the stack asks for. */
  readonly awsProviderVersion: string | undefined;
}

/** What cannot be found, one sentence each: what, why, and the command that installs it. */
export interface MissingTools {
  readonly kind: "missing";
  readonly missing: readonly string[];
}

/** Everything a Terraform run on the emulator needs, or all that is missing at once. */
export function findTools(): Tools | MissingTools {
  const terraform = findTerraform();
  const mirror = findMirror();
  const fault = pythonFault();
  const missing = [
    terraform === undefined && TERRAFORM_MISSING,
    mirror.kind === "missing" && mirror.message,
    fault !== undefined && fault,
  ].filter((message) => message !== false);
  if (terraform === undefined || mirror.kind === "missing" || fault !== undefined) {
    return { kind: "missing", missing };
  }
  const { folder: providerMirror, version: awsProviderVersion } = mirror;
  return { kind: "found", ...terraform, providerMirror, awsProviderVersion };
}

// --- internal ---

const TERRAFORM_MISSING = `terraform: not found on PATH, and only it can plan and apply; ${INSTALL_TERRAFORM}`;

function findTerraform(): { terraform: string; terraformVersion: string } | undefined {
  try {
    const printed = execFileSync("terraform", ["version", "-json"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      env: { ...process.env, CHECKPOINT_DISABLE: "1", TF_CLI_CONFIG_FILE: "" },
    });
    const { terraform_version } = JSON.parse(printed) as { terraform_version: string };
    return { terraform: "terraform", terraformVersion: terraform_version };
  } catch {
    return undefined;
  }
}

type Mirror =
  | { kind: "found"; folder: string | undefined; version: string | undefined }
  | { kind: "missing"; message: string };

function findMirror(): Mirror {
  const named = process.env.TF_PLUGIN_MIRROR;
  if (named === "registry") return { kind: "found", folder: undefined, version: undefined };

  for (const folder of named ? [named] : usualPlaces()) {
    const version = newestVersion(join(folder, AWS_PROVIDER));
    if (version !== undefined) return { kind: "found", folder, version };
  }
  const where = named ? `in TF_PLUGIN_MIRROR (${named})` : "in the usual places";
  return {
    kind: "missing",
    message:
      `terraform provider mirror: no hashicorp/aws for ${platform()} ${where}, ` +
      'and terraform init needs the provider; run "terraform providers mirror ~/.terraform.d/plugins" in a ' +
      'synthesized stack, or set TF_PLUGIN_MIRROR to a mirror\'s folder or to "registry"',
  };
}

/** Terraform's own implied mirrors, then the folders where machine images tend to put one. */
function usualPlaces(): string[] {
  const share = process.env.XDG_DATA_HOME || join(homedir(), ".local", "share");
  return [
    join(homedir(), ".terraform.d", "plugins"),
    join(share, "terraform", "plugins"),
    "/usr/local/share/terraform/plugins",
    "/usr/share/terraform/plugins",
    ...["/opt", "/srv", "/usr/local/lib"].flatMap(children),
  ];
}

function children(folder: string): string[] {
  return list(folder).map((name) => join(folder, name));
}

/** Both layouts of a mirror: VERSION/OS_ARCH/… unpacked, and packed in a zip. */
function newestVersion(folder: string): string | undefined {
  const packed = new RegExp(`^terraform-provider-aws_(\\d+\\.\\d+\\.\\d+)_${platform()}\\.zip$`);
  const versions = list(folder).flatMap((name) => {
    const zip = packed.exec(name)?.[1];
    if (zip !== undefined) return [zip];
    const binaries = list(join(folder, name, platform()));
    return binaries.some((file) => file.startsWith("terraform-provider-aws_")) ? [name] : [];
  });
  return versions.sort(byVersion).at(-1);
}

function byVersion(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}

function platform(): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const machine = { x64: "amd64", ia32: "386" }[process.arch as string] ?? process.arch;
  return `${system}_${machine}`;
}

function list(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
