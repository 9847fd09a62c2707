import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { devNull } from "node:os";
import { join } from "node:path";
import { cacheFolder } from "../processes/project";
import { emulatorPython } from "./python";
import { type Announcement, ServerProcess } from "./server-process";

const DAY = 86_400_000;

/** A local AWS of its own: empty when it starts, forgotten when it stops. */
export interface Emulator extends Announcement {
  /** Sends a child process (Terraform, an AWS SDK) here, and keeps real credentials out of it. */
  readonly env: Record<string, string>;
  /**
   * A copy with all that was applied, on a port of its own, in milliseconds: what happens in one is
   * not seen in the other. It ends with its original, at the latest.
   */
  copy(): Promise<Emulator>;
  /** Idempotent. Not calling it does no harm: the server ends with the process that started it. */
  stop(): Promise<void>;
}

/** An emulator that this process has started. */
export interface OwnEmulator extends Emulator {
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
export async function startEmulator(options: EmulatorOptions = {}): Promise<OwnEmulator> {
  const { region = "us-east-1", signal, progress } = options;
  const python = await emulatorPython({ signal, onLine: progress });
  signal?.throwIfAborted();
  const server = new ServerProcess(python, newLog());
  const interrupt = () => void server.stop();
  signal?.addEventListener("abort", interrupt);
  const announced = await server.announced();
  signal?.removeEventListener("abort", interrupt);
  return {
    ...announced,
    env: environment(announced.endpoint, region),
    copy: () => copyOf(announced, region),
    stop: () => server.stop(),
    keep: async (record) => void (await ask(announced, "POST", "/keep", record)),
  };
}

/** A copy of an emulator, whoever has started it. */
export async function copyOf(
  original: Pick<Emulator, "endpoint">,
  region = "us-east-1",
): Promise<Emulator> {
  const announced = await ask<Announcement>(original, "POST", "/copies");
  const end = () => ask(original, "DELETE", `/copies/${announced.pid}`);
  let stopped: Promise<unknown> | undefined;
  return {
    ...announced,
    env: environment(announced.endpoint, region),
    copy: () => copyOf(announced, region),
    stop: async () => {
      stopped ??= end().catch(() => undefined); // the original ended first
      await stopped;
    },
  };
}

/**
 * From here on a call that is repeated because its answer got lost is carried out once more, as on
 * AWS. Until then it is answered as before, so that a busy machine changes no test.
 */
export async function forgetRepeats(emulator: Pick<Emulator, "endpoint">): Promise<void> {
  await ask(emulator, "DELETE", "/repeats");
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

/** Asks the server itself, which control.py answers. */
export async function ask<T>(
  { endpoint }: Pick<Emulator, "endpoint">,
  method: string,
  path: string,
  body?: string,
): Promise<T> {
  const answer = await fetch(`${endpoint}/_emulator${path}`, { method, body });
  if (!answer.ok) throw new Error(`emulator: ${method} ${path}: ${answer.status}`);
  return (await answer.json()) as T;
}

// --- internal ---

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
