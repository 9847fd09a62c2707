import { existsSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import type { TerraformOptions } from "./command";

/**
 * Lets another folder stand for a stack's: links to what lies beside its JSON, such as assets and the lock
 * file of the providers. Not Terraform's own data, and no state.
 * @param without further names that aren't linked
 */
export function linkBeside(folder: string, scratch: string, without: readonly string[] = []): void {
  for (const name of readdirSync(folder)) {
    if (NOT_LINKED.test(name) || without.includes(name)) continue;
    symlinkSync(join(folder, name), join(scratch, name));
  }
}

/**
 * Gives another folder the providers that were installed for a stack.
 * @param installed which folders of Terraform's data
 * @returns the environment that has Terraform keep its data in that folder
 */
export function linkInstalled(
  { folder, env }: Pick<TerraformOptions, "folder" | "env">,
  scratch: string,
  installed: readonly string[],
): NodeJS.ProcessEnv & { TF_DATA_DIR: string } {
  const from = resolve(folder, env.TF_DATA_DIR || ".terraform");
  const to = join(scratch, ".terraform");
  mkdirSync(to);
  for (const each of installed.filter((name) => existsSync(join(from, name)))) {
    symlinkSync(join(from, each), join(to, each));
  }
  return { ...env, TF_DATA_DIR: to };
}

// --- internal ---

/** Terraform's own: what a stack has beside it is its files, its assets and the lock file. */
const NOT_LINKED = /^(\.terraform|cdk\.tf\.json|terraform\.tfstate.*|kept\.tfplan)$/;
