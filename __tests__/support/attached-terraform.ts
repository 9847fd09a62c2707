import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environment } from "../../emulator/emulator";
import type { Tools } from "../../emulator/tools";
import { Provider } from "./provider";

/**
 * A program in Terraform's place, for commands that run Terraform themselves: Terraform, attached to a
 * provider that stays. The provider finds the emulator to which the last command was sent, so the
 * command may be the one that starts it. One command at a time.
 */
export class AttachedTerraform {
  private constructor(
    private readonly place: string,
    private readonly provider: Provider,
    private readonly road: Server,
  ) {}

  /**
   * @param folder where the commands run, with all their stacks and states
   * @param before what a shell does before the program ends, for callers that need it to take longer
   */
  static async start(tools: Tools, folder: string, before?: string): Promise<AttachedTerraform> {
    const place = mkdtempSync(join(tmpdir(), "attached-"));
    const road = await roadTo(join(place, ENDPOINT));
    const { port } = road.address() as { port: number };
    const env = environment(`http://127.0.0.1:${port}`);
    const provider = await Provider.start(tools, { env }, folder);
    const attached = new AttachedTerraform(place, provider, road);
    const script = scriptOf(tools.terraform, provider, before);
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

/** Passes each connection on to the endpoint that is in the file at that moment. */
async function roadTo(file: string): Promise<Server> {
  const server = createServer((from) => {
    if (!existsSync(file)) return from.destroy();
    const { hostname, port } = new URL(readFileSync(file, "utf8"));
    const to = connect(Number(port), hostname);
    for (const each of [from, to]) {
      each.on("error", () => undefined);
      each.once("close", () => {
        from.destroy();
        to.destroy();
      });
    }
    from.pipe(to).pipe(from);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  return server;
}
