import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environment } from "../../emulator/emulator";
import type { Tools } from "../../emulator/tools";
import { onPath } from "./needing";
import { Provider } from "./provider";
import { Road } from "./road";

/**
 * A program in Terraform's place, for commands that run Terraform themselves: Terraform, attached to a
 * provider that stays. The provider finds the emulator to which the last command was sent, so the
 * command may be the one that starts it. One command at a time.
 */
export class AttachedTerraform {
  private constructor(
    private readonly place: string,
    private readonly provider: Provider,
    private readonly road: Road,
  ) {}

  /**
   * @param folder where the commands run, with all their stacks and states
   * @param before what a shell does before the program ends, for callers that need it to take longer
   */
  static async start(tools: Tools, folder: string, before?: string): Promise<AttachedTerraform> {
    const place = mkdtempSync(join(tmpdir(), "attached-"));
    const file = join(place, ENDPOINT);
    const road = await Road.open(() => (existsSync(file) ? readFileSync(file, "utf8") : undefined));
    const env = environment(road.endpoint);
    const provider = await Provider.start(tools, { env }, folder, () => road.turn());
    const attached = new AttachedTerraform(place, provider, road);
    // By its path: the program may come before it on PATH, under the same name.
    const terraform = onPath(tools.terraform) ?? tools.terraform;
    const script = scriptOf(terraform, provider, before);
    writeFileSync(attached.program, script, { mode: 0o755 });
    return attached;
  }

  /** The path of the program. */
  get program(): string {
    return join(this.place, "terraform");
  }

  async stop(): Promise<void> {
    await this.provider.stop();
    this.road.close();
    rmSync(this.place, { recursive: true });
  }
}

// --- internal ---

/** The file with the endpoint of the last command, in the program's folder. */
const ENDPOINT = "endpoint";

function scriptOf(terraform: string, { env }: Provider, before: string | undefined): string {
  const run = `'${terraform}' "$@"`;
  return [
    "#!/bin/sh",
    `[ -z "$AWS_ENDPOINT_URL" ] || printf %s "$AWS_ENDPOINT_URL" > "$(dirname "$0")/${ENDPOINT}"`,
    `export TF_REATTACH_PROVIDERS='${env.TF_REATTACH_PROVIDERS}'`,
    // Signals reach Terraform itself where nothing comes after it.
    ...(before === undefined ? [`exec ${run}`] : [run, "code=$?", before, "exit $code"]),
  ].join("\n");
}
