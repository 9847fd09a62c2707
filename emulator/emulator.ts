import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { devNull } from "node:os";
import { join } from "node:path";
import { cacheFolder } from "../processes/project";
import { emulatorPython } from "./python";
import { type Announcement, ServerProcess } from "./server-process";

const DAY = 86_400_000;

/** A local AWS of its own: empty when it starts, forgotten when it stops. */
export interface Emulator {
  /** `http://127.0.0.1:PORT`, for every service. */
  readonly endpoint: string;
  /** Sends a child process (Terraform, an AWS SDK) here, and keeps real credentials out of it. */
  readonly env: Record<string, string>;
  /** Where the server writes each API call, its status and its errors. */
  readonly log: string;
  readonly pid: number;
  /** Idempotent. Not calling it does no harm: the server ends with the process that started it. */
  stop(): Promise<void>;
}

/** An emulator that can be copied, with all that was applied to it. */
export interface OriginalEmulator extends Emulator {
  /**
   * A copy on a port of its own, in milliseconds: what happens in one is not seen in the other.
   * It ends with the original, at the latest.
   */
  fork(): Promise<Emulator>;
  /**
   * From here on the server outlives this process, for as long as the file `record` is there and
   * names its pid. `keptEmulator` finds it again.
   */
  keep(record: string): Promise<void>;
}

export interface EmulatorOptions {
  /** Region of `env`. Default us-east-1; a provider block with a region of its own wins. */
  readonly region?: string;
  /** Stops it, also while it is being installed or started. */
  readonly signal?: AbortSignal;
  /** Receives what the first start on a machine is installing, line by line. */
  readonly progress?: (line: string) => void;
}

/** Starts an emulator on a free port. The first start on a machine installs it. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<OriginalEmulator> {
  const { region = "us-east-1", signal, progress } = options;
  const python = await emulatorPython({ signal, onLine: progress });
  signal?.throwIfAborted();
  const log = newLog();
  const server = new ServerProcess(python, log);
  const interrupt = () => void server.stop();
  signal?.addEventListener("abort", interrupt);
  const { endpoint, pid } = await server.announced();
  signal?.removeEventListener("abort", interrupt);
  return {
    endpoint,
    env: environment(endpoint, region),
    log,
    pid,
    stop: () => server.stop(),
    fork: () => fork(server, region),
    keep: async (record) => void (await server.ask(`keep ${record}`)),
  };
}

/** What sends a child process to the emulator at `endpoint`. */
export function environment(endpoint: string, region = "us-east-1"): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: "emulator",
    AWS_SECRET_ACCESS_KEY: "emulator",
    // Nothing of the caller's session or profiles reaches the child.
    AWS_SESSION_TOKEN: "",
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EC2_METADATA_DISABLED: "true",
    NO_PROXY: [process.env.NO_PROXY, "127.0.0.1"].filter(Boolean).join(","),
  };
}

// --- internal ---

async function fork(server: ServerProcess, region: string): Promise<Emulator> {
  const log = newLog();
  const { endpoint, pid } = await server.ask<Announcement>(`fork ${log}`);
  let stopped: Promise<void> | undefined;
  const stop = async () => {
    await server.ask(`stop ${pid}`).catch(() => undefined); // the original ended first
  };
  return {
    endpoint,
    env: environment(endpoint, region),
    log,
    pid,
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

let logs = 0;

function newLog(): string {
  const folder = join(cacheFolder(), "emulator-logs");
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    if (age > DAY) rmSync(file, { force: true });
  }
  logs += 1;
  return join(folder, `${process.pid}-${Date.now()}-${logs}.log`);
}
