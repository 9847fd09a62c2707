import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Emulator } from "../../emulator/emulator";
import type { Tools } from "../../emulator/tools";
import { environment, preparedProvider } from "./provider-binary";
import { relay } from "./provider-relay";

/**
 * The real AWS provider in a process that stays, for one Terraform folder: Terraform attaches to it
 * instead of starting one for each command, which costs 3 s of CPU each time. It has the endpoint of
 * one emulator and the settings of one provider block, so two folders never share one.
 */
export class Provider {
  private constructor(
    private readonly child: ChildProcess,
    private readonly pid: number,
    private readonly place: string,
    private readonly closeRelay: () => void,
    /** Sends Terraform to the emulator and to this process. */
    readonly env: Readonly<Record<string, string>>,
  ) {}

  /**
   * @param folder where Terraform runs: paths in its files are from there for the provider too
   * @param begins is called when Terraform attaches to it, before the first call
   */
  static async start(
    tools: Tools,
    emulator: Pick<Emulator, "env">,
    folder: string,
    begins: () => void = () => undefined,
  ): Promise<Provider> {
    const { binary, schema } = await preparedProvider(tools);
    const place = mkdtempSync(join(tmpdir(), "provider-"));
    const child = launch(binary, folder, { ...emulator.env, TMPDIR: place });
    const attached = await announced(child);
    const { Addr, Pid } = attached[SOURCE];
    const socket = join(place, "relay");
    const closeRelay = await relay({ from: socket, to: Addr.String, schema, folder, begins });
    const through = { [SOURCE]: { ...attached[SOURCE], Addr: { ...Addr, String: socket } } };
    const env = { ...emulator.env, TF_REATTACH_PROVIDERS: JSON.stringify(through) };
    return new Provider(child, Pid, place, closeRelay, env);
  }

  /** Ends it at once, as a machine does that dies. */
  kill(): void {
    process.kill(this.pid, "SIGKILL");
  }

  async stop(): Promise<void> {
    const { child } = this;
    this.closeRelay();
    child.stdin?.end();
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    rmSync(this.place, { recursive: true, force: true });
  }
}

// --- internal ---

const SOURCE = "registry.terraform.io/hashicorp/aws";

/** What the provider prints for TF_REATTACH_PROVIDERS. */
interface Attached {
  readonly [SOURCE]: {
    readonly Pid: number;
    readonly Addr: { readonly Network: string; readonly String: string };
  };
}

/** Of its CPU that is a third; it grows by a quarter instead, and to no more than this if it can. */
const LESS_GARBAGE_COLLECTION = { GOGC: "400", GOMEMLIMIT: "600MiB" };

/** It writes each step of each call as JSON, an eighth of its CPU, and nobody reads it. */
const NO_LOG = { TF_LOG_SDK: "off", TF_LOG_PROVIDER: "off" };

/** It would outlive a killed test: so a shell ends it when this process's end of a pipe closes. */
const UNTIL_STDIN_ENDS = '"$0" -debug & cat; kill -KILL $! 2>&-; wait';

function launch(binary: string, cwd: string, env: Readonly<Record<string, string>>): ChildProcess {
  return spawn("sh", ["-c", UNTIL_STDIN_ENDS, binary], {
    cwd,
    env: environment({ ...LESS_GARBAGE_COLLECTION, ...NO_LOG, ...env }),
    stdio: ["pipe", "pipe", "ignore"],
  });
}

/** Reads on to the end: a pipe that nobody reads ends the provider at its next word. */
async function announced(child: ChildProcess): Promise<Attached> {
  let said = "";
  return new Promise((resolve, reject) => {
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      const [, json] = /TF_REATTACH_PROVIDERS='(.*)'/.exec(said) ?? [];
      if (json !== undefined) resolve(JSON.parse(json) as Attached);
    });
    child.once("close", () => reject(notAnnounced(said)));
  });
}

function notAnnounced(said: string): Error {
  return new Error(`provider: must say where it listens, got ${JSON.stringify(said)}`);
}
