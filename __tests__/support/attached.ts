import { cpSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Emulator } from "../../emulator/emulator";
import { openWorkspace, type Workspace, type WorkspaceOptions } from "../../emulator/workspace";
import { Provider } from "./provider";

/** A folder for one stack whose Terraform has a provider process of its own. */
export interface AttachedWorkspace extends Omit<Workspace, "copy" | "remove"> {
  /** For other commands that run Terraform in the folder. */
  readonly env: Readonly<Record<string, string>>;
  /** A second folder with the same state, for a copied emulator. */
  copy(emulator: Pick<Emulator, "env">): Promise<AttachedWorkspace>;
  /** Ends the provider as a machine does that dies. */
  kill(): void;
  /** Deletes the folder and ends the provider. */
  remove(): Promise<void>;
}

export async function openAttached(options: WorkspaceOptions): Promise<AttachedWorkspace> {
  const { stack, tools, emulator, folder = newFolder(stack) } = options;
  const provider = await Provider.start(tools, emulator, folder);
  const { terraform, update, remove } = openWorkspace({ ...options, emulator: provider, folder });
  return {
    folder,
    terraform,
    env: provider.env,
    update,
    copy: (other) => {
      const second = newFolder(stack);
      cpSync(folder, second, { recursive: true });
      const here = { json: undefined, files: undefined, folder: second };
      return openAttached({ ...options, ...here, emulator: other });
    },
    kill: () => provider.kill(),
    remove: async () => {
      await provider.stop();
      remove();
    },
  };
}

// --- internal ---

function newFolder(stack: string): string {
  return mkdtempSync(join(tmpdir(), `terraform-${stack}-`));
}
