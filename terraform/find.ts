import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve, sep } from "node:path";
import { projectRoot } from "../processes/project";
import { INSTALL_TERRAFORM } from "./versions";

const AWS_PROVIDER = join("registry.terraform.io", "hashicorp", "aws");

/** The program, and its version. */
export type FoundTerraform =
  | { readonly kind: "found"; readonly path: string; readonly version: string }
  | Missing;

/** A folder of providers, and the newest AWS provider in it; neither of them with the registry. */
export type FoundProviders =
  | {
      readonly kind: "found";
      readonly folder: string | undefined;
      readonly version: string | undefined;
    }
  | Missing;

/** What cannot be found: what, why, and the command that installs it. */
export interface Missing {
  readonly kind: "missing";
  readonly sentence: string;
}

/** The program to run: the variable `TERRAFORM`, a relative or absolute path, or a name; otherwise `terraform`. */
export function terraformIn(env: NodeJS.ProcessEnv): string {
  const given = env.TERRAFORM || "terraform";
  return given.includes(sep) ? resolve(given) : given; // it is run in the stack's folder
}

export function findTerraform(env: NodeJS.ProcessEnv): FoundTerraform {
  const path = terraformIn(env);
  try {
    const printed = execFileSync(path, ["version", "-json"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      env: { ...env, CHECKPOINT_DISABLE: "1", TF_CLI_CONFIG_FILE: "" },
    });
    const { terraform_version: version } = JSON.parse(printed) as { terraform_version: string };
    return { kind: "found", path, version };
  } catch {
    const sentence = `${path}: not found on PATH, and only it can plan and apply; ${INSTALL_TERRAFORM}`;
    return { kind: "missing", sentence };
  }
}

/** A mirror with the AWS provider for this machine: `TF_PLUGIN_MIRROR`, or a usual place. */
export function findProviders(env: NodeJS.ProcessEnv): FoundProviders {
  const named = env.TF_PLUGIN_MIRROR;
  if (named === "registry") return { kind: "found", folder: undefined, version: undefined };

  for (const folder of named ? [resolve(named)] : usualPlaces(env)) {
    const version = newestVersion(join(folder, AWS_PROVIDER));
    if (version !== undefined) return { kind: "found", folder, version };
  }
  const where = named ? `in TF_PLUGIN_MIRROR (${named})` : "in the usual places";
  return {
    kind: "missing",
    sentence:
      `terraform provider mirror: no hashicorp/aws for ${platform()} ${where}, ` +
      `and terraform init needs the provider; run "terraform providers mirror ${ourMirror()}" in a ` +
      'synthesized stack, or set TF_PLUGIN_MIRROR to a mirror\'s folder or to "registry"',
  };
}

// --- internal ---

/**
 * The mirror for this project alone: from a provider in ~/.terraform.d/plugins Terraform concludes,
 * for every project, that this provider comes from there and not from the registry.
 */
function ourMirror(): string {
  return join(projectRoot(), ".cache", "tools", "providers");
}

/** Terraform's own implied mirrors, the folders where machine images tend to put one, and ours. */
function usualPlaces(env: NodeJS.ProcessEnv): string[] {
  const share = env.XDG_DATA_HOME || join(homedir(), ".local", "share");
  return [
    join(homedir(), ".terraform.d", "plugins"),
    join(share, "terraform", "plugins"),
    "/usr/local/share/terraform/plugins",
    "/usr/share/terraform/plugins",
    ...["/opt", "/srv", "/usr/local/lib"].flatMap(children),
    ourMirror(),
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
