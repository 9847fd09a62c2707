import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { devNull } from "node:os";
import { join } from "node:path";
import { type Announcement, ServerProcess } from "./server-process";
import { cacheFolder, ensureVenv } from "./venv";

const DAY = 86_400_000;

/** A local AWS of its own: empty when it starts, forgotten when it stops. */
export interface Emulator {
  /** `http://127.0.0.1:PORT`, for every service. */
  readonly endpoint: string;
  /** Sends a child process (Terraform, an AWS SDK) here, and keeps real credentials out of it. */
  readonly env: Record<string, string>;
  /** Where the server writes each API call, its status and its errors. */
  readonly log: string;
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
}

export interface EmulatorOptions {
  /** Region of `env`. Default us-east-1; a provider block with a region of its own wins. */
  readonly region?: string;
}

/** Starts an emulator on a free port. The first start on a machine installs it: about 20 s. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<OriginalEmulator> {
  const { region = "us-east-1" } = options;
  const python = await ensureVenv();
  const log = newLog();
  const server = new ServerProcess(python, log);
  const { endpoint } = await server.announced();
  return {
    endpoint,
    env: environment(endpoint, region),
    log,
    stop: () => server.stop(),
    fork: () => fork(server, region),
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

function environment(endpoint: string, region: string): Record<string, string> {
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
