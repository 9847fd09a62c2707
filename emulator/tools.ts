import { findProviders, findTerraform } from "../terraform/find";
import { emulatorFault } from "./python";

/** What Terraform needs to run on the emulator, and has. */
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
export function findTools(env: NodeJS.ProcessEnv = process.env): Tools | MissingTools {
  const terraform = findTerraform(env);
  const providers = findProviders(env);
  const fault = emulatorFault();
  if (terraform.kind === "missing" || providers.kind === "missing" || fault !== undefined) {
    const sentences = [terraform, providers].map((each) =>
      each.kind === "missing" ? each.sentence : undefined,
    );
    return { kind: "missing", missing: [...sentences, fault].filter((each) => each !== undefined) };
  }
  const { folder: providerMirror, version: awsProviderVersion } = providers;
  const { path, version: terraformVersion } = terraform;
  return { kind: "found", terraform: path, terraformVersion, providerMirror, awsProviderVersion };
}
