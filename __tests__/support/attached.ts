import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, environment } from "../../emulator/emulator";
import { openWorkspace, type Workspace, type WorkspaceOptions } from "../../emulator/workspace";
import { Provider } from "./provider";
import { Road } from "./road";

/** A folder for one stack whose Terraform has a provider process of its own. */
export interface AttachedWorkspace extends Omit<Workspace, "copy" | "remove"> {
  /** For other commands that run Terraform in the folder. */
  readonly env: Readonly<Record<string, string>>;
  /**
   * A second folder with the same state, for a copied emulator. When it is removed, its provider waits
   * for the next copy, as a start costs a second of CPU.
   */
  copy(emulator: Pick<Emulator, "env" | "endpoint">): Promise<AttachedWorkspace>;
  /** Ends the provider as a machine does that dies. */
  kill(): void;
  /** Deletes the folder and ends the provider. */
  remove(): Promise<void>;
}

export async function openAttached(options: WorkspaceOptions): Promise<AttachedWorkspace> {
  const { stack, tools, emulator, folder = newFolder(stack) } = options;
  const provider = await Provider.start(tools, emulator, folder);
  const { terraform, update, remove } = openWorkspace({ ...options, emulator: provider, folder });
  const places = new Places(options);
  return {
    folder,
    terraform,
    env: provider.env,
    update,
    copy: (other) => places.copy(folder, other),
    kill: () => provider.kill(),
    remove: async () => {
      await places.close();
      await provider.stop();
      remove();
    },
  };
}

// --- internal ---

/** A folder with a provider that reaches whatever emulator the folder is used for. */
interface Place {
  readonly folder: string;
  readonly provider: Provider;
  readonly road: Road;
  endpoint: string;
}

/** Where copies of one folder live, one after the other. */
class Places {
  private readonly free: Place[] = [];
  private closed = false;

  constructor(private readonly options: WorkspaceOptions) {}

  async copy(
    original: string,
    { env, endpoint }: Pick<Emulator, "env" | "endpoint">,
  ): Promise<AttachedWorkspace> {
    const place = this.free.pop() ?? (await this.make());
    place.endpoint = endpoint;
    const { folder, provider } = place;
    for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
    cpSync(original, folder, { recursive: true });
    const attached = { ...provider.env, ...env };
    const own = { json: undefined, files: undefined, folder, emulator: { env: attached } };
    const { terraform, update } = openWorkspace({ ...this.options, ...own });
    let killed = false;
    return {
      folder,
      terraform,
      env: attached,
      update,
      copy: (other) => this.copy(folder, other),
      kill: () => {
        killed = true;
        provider.kill();
      },
      remove: async () => {
        if (killed || this.closed) await end(place);
        else this.free.push(place);
      },
    };
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all(this.free.splice(0).map(end));
  }

  private async make(): Promise<Place> {
    const { stack, tools } = this.options;
    const folder = newFolder(stack);
    const road = await Road.open(() => place.endpoint);
    const env = environment(road.endpoint);
    const provider = await Provider.start(tools, { env }, folder, () => road.turn());
    const place: Place = { folder, provider, road, endpoint: "" };
    return place;
  }
}

async function end({ folder, provider, road }: Place): Promise<void> {
  await provider.stop();
  road.close();
  rmSync(folder, { recursive: true, force: true });
}

function newFolder(stack: string): string {
  return mkdtempSync(join(tmpdir(), `terraform-${stack}-`));
}
