import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createConnection } from "mysql2/promise";

const FOLDERS = ["/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin", "/opt/homebrew/bin"];
/** As root it refuses to run unless it is told. Its own user could not enter a clone below /root. */
const USER = process.getuid?.() === 0 ? ["--user=root"] : [];
const SMALL = ["--innodb-log-file-size=16M"];
const START_MS = 60_000;

/** Why there is no MariaDB, and what to do; undefined if there is one. */
export function mariaDbFault(): string | undefined {
  const missing = ["mariadbd", "mariadb-install-db"].filter((name) => !find(name));
  if (missing.length === 0) return undefined;
  return `${missing.join(" and ")} not found; install it with: apt-get install mariadb-server (or brew install mariadb)`;
}

export interface MariaDb {
  readonly port: number;
  readonly process: ChildProcess;
  /** Runs statements as root, over the socket in its folder. */
  root(...statements: string[]): Promise<Record<string, unknown>[]>;
  stop(signal?: "SIGTERM" | "SIGKILL"): Promise<void>;
}

/** A MariaDB of one's own on a free port of the loopback. Its folder may be there from last time. */
export async function startMariaDb(folder: string, ...options: string[]): Promise<MariaDb> {
  mkdirSync(folder, { recursive: true });
  const data = join(folder, "data");
  if (!existsSync(data)) installMariaDb(data);
  const port = await freePort();
  const socket = join(folder, "socket");
  const log = openSync(join(folder, "log"), "w");
  const server = spawn(
    need("mariadbd"),
    [
      ...["--no-defaults", ...USER, `--datadir=${data}`, `--socket=${socket}`, `--port=${port}`],
      ...["--bind-address=127.0.0.1", `--pid-file=${join(folder, "pid")}`, "--skip-name-resolve"],
      ...[...SMALL, "--innodb-buffer-pool-size=64M", ...options],
    ],
    { stdio: ["ignore", log, log] },
  );
  closeSync(log);
  const db = { port, process: server, root: asRoot(socket), stop: stopper(server) };
  await answers(db, folder);
  return db;
}

/** An empty database, in a folder that isn't there yet. Takes seconds. */
export function installMariaDb(data: string): void {
  const options = ["--no-defaults", ...USER, ...SMALL, `--datadir=${data}`, "--skip-test-db"];
  const normal = "--auth-root-authentication-method=normal";
  execFileSync(need("mariadb-install-db"), [...options, normal], { stdio: "ignore" });
}

/** Part of a file's name: a data folder belongs to the version that made it. */
export function mariaDbVersion(): string {
  const said = execFileSync(need("mariadbd"), ["--version"], { encoding: "utf8" });
  return /\d+\.\d+\.\d+/.exec(said)?.[0] ?? "unknown";
}

/** A port nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

// --- internal ---

function find(name: string): string | undefined {
  const path = (process.env.PATH ?? "").split(":").filter((folder) => folder !== "");
  return [...path, ...FOLDERS].map((folder) => join(folder, name)).find((file) => existsSync(file));
}

function need(name: string): string {
  const found = find(name);
  if (found === undefined) throw new Error(mariaDbFault());
  return found;
}

function asRoot(socketPath: string) {
  return async (...statements: string[]) => {
    const connection = await createConnection({ socketPath, user: "root" });
    try {
      let rows: unknown;
      for (const sql of statements) [rows] = await connection.query(sql);
      return rows as Record<string, unknown>[];
    } finally {
      connection.destroy();
    }
  };
}

function stopper(server: ChildProcess) {
  return (signal: "SIGTERM" | "SIGKILL" = "SIGTERM") =>
    new Promise<void>((resolve) => {
      if (server.exitCode !== null || server.signalCode !== null) return resolve();
      server.once("exit", () => resolve());
      server.kill(signal);
    });
}

async function answers({ root, process: server }: MariaDb, folder: string): Promise<void> {
  for (const deadline = Date.now() + START_MS; ; await sleep(50)) {
    const answered = await root("SELECT 1").catch(() => undefined);
    if (answered !== undefined) return;
    if (server.exitCode === null && Date.now() < deadline) continue;
    server.kill("SIGKILL");
    throw new Error(`MariaDB did not start:\n${readFileSync(join(folder, "log"), "utf8")}`);
  }
}
