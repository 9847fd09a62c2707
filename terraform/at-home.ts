import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { linkBeside, linkInstalled } from "./beside";
import { Terraform, type TerraformOptions } from "./command";
import { block } from "./document";
import { JSON_FILE, stackIn } from "./out";

/**
 * Looks at a stack with a Terraform that plans on this machine, wherever the state is kept.
 *
 * HCP plans itself: it keeps no plan of a workspace that is connected to VCS, and shows a plan's JSON
 * to admins alone. So of a stack in HCP only the state is read, which takes the right to read state
 * versions, and the plan is made here, with the credentials for AWS at hand. HCP's lock is not taken.
 * @param look must not write the state: what it writes for a stack in HCP is thrown away
 */
export async function atHome<T>(
  options: TerraformOptions,
  look: (terraform: Terraform) => Promise<T>,
): Promise<T> {
  const { document, inHcp } = stackIn(options.folder);
  if (!inHcp) return look(new Terraform(options));

  const { cloud: _, ...terraform } = block(block(document).terraform);
  const { stdout: state } = await new Terraform(options).run(["state", "pull"]);
  const scratch = mkdtempSync(join(tmpdir(), "look-")); // for us alone, since a state holds secrets
  try {
    linkBeside(resolve(options.folder), scratch);
    writeFileSync(join(scratch, JSON_FILE), JSON.stringify({ ...block(document), terraform }));
    if (state.trim() !== "") writeFileSync(join(scratch, "terraform.tfstate"), state);
    const env = linkInstalled(options, scratch, ["providers", "modules"]);
    return await look(new Terraform({ ...options, folder: scratch, home: options.folder, env }));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
