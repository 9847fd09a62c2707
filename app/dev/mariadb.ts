import { type ChildProcess, execFile, spawn } from "node:child_process";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { createConnection } from "mysql2/promise";
import { makeOnce } from "./lock";
import { endsWithUs, freePort, lookAt, shortFolder } from "./processes";

const FOLDERS = ["/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin", "/opt/homebrew/bin"];
/** As root it refuses to run unless it is told. Its own user could not enter a clone below /root. */
const USER = process.getuid?.() === 0 ? ["--user=root"] : [];
/** Native I/O takes from a number of requests that all programs of a machine share. */
const SMALL = ["--innodb-log-file-size=16M", "--innodb-use-native-aio=OFF"];
const START_MS = 300_000; // for one that hangs; a busy machine may be slow
const STOP_MS = 30_000;
const PORTS_TRIED = 5;

/** Why there is no MariaDB, and what to do; undefined if there is one. */
export function mariaDbFault(): string | undefined {
  const missing = ["mariadbd", "mariadb-install-db"].filter((name) => !find(name));
  if (missing.length === 0) return undefined;
  return `${missing.join(" and ")} not found; install it with: apt-get install mariadb-server (or brew install mariadb)`;
}

export interface MariaDb {
  readonly port: number;
  readonly process: ChildProcess;
  /** Runs statements as root, over a socket that no other server has. */
  root(...statements: string[]): Promise<Record<string, unknown>[]>;
  stop(signal?: "SIGTERM" | "SIGKILL"): Promise<void>;
}

/**
 * A MariaDB on a free port of the loopback, which ends with this process at the latest. Its folder
 * may be there from last time; one process at a time may start one on it.
 */
export async function startMariaDb(folder: string, ...options: string[]): Promise<MariaDb> {
  mkdirSync(folder, { recursive: true });
  await installMariaDb(join(folder, "data"));
  for (let tried = 1; ; tried += 1) {
    const db = await launch(folder, options);
    if (await answers(db)) return db;
    await db.stop("SIGKILL");
    const said = readFileSync(join(folder, "log"), "utf8");
    // Another program may take the port after we found it free.
    if (said.includes("Address already in use") && tried < PORTS_TRIED) continue;
    throw new Error(`MariaDB did not start:\n${said}`);
  }
}

/** An empty database, unless the folder is there. Takes seconds. */
export function installMariaDb(data: string): Promise<void> {
  return makeOnce(data, async (empty) => {
    const own = shortFolder("mariadb-");
    const options = [...USER, ...SMALL, `--datadir=${empty}`, `--tmpdir=${own}`];
    const kind = ["--skip-test-db", "--auth-root-authentication-method=normal"];
    const args = ["--no-defaults", ...options, ...kind];
    const installing = promisify(execFile)(need("mariadb-install-db"), args);
    endsWithUs(installing.child, own);
    await installing.finally(() => rmSync(own, { recursive: true, force: true }));
  });
}

/** Ends the server that runs on this folder though whoever started it is gone: its pid file names it. */
export async function endLeftOver(folder: string): Promise<void> {
  const pid = Number(readOr("", join(folder, "pid")));
  const data = `--datadir=${join(folder, "data")} `;
  const isOurs = () => lookAt(pid)?.command.includes(data) ?? false;
  if (!isOurs()) return; // the number may be another program's by now
  const own = /--tmpdir=(\S+\/mariadb-\w{6}) /.exec(lookAt(pid)?.command ?? "")?.[1];
  process.kill(pid, "SIGTERM");
  for (const deadline = performance.now() + STOP_MS; isOurs(); await sleep(50)) {
    if (performance.now() > deadline) process.kill(pid, "SIGKILL");
  }
  if (own !== undefined) rmSync(own, { recursive: true, force: true });
}

/** Part of a file's name: a data folder belongs to the version that made it. */
export async function mariaDbVersion(): Promise<string> {
  const { stdout } = await promisify(execFile)(need("mariadbd"), ["--version"]);
  return /\d+\.\d+\.\d+/.exec(stdout)?.[0] ?? "unknown";
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

/**
 * Socket and temporary files lie in a folder that no other server has: at its start, MariaDB removes
 * all that is named `#sql…` from its tmpdir, and with it the tables another is at work on.
 */
async function launch(folder: string, options: readonly string[]): Promise<MariaDb> {
  const port = await freePort();
  const own = shortFolder("mariadb-");
  const socket = join(own, "socket");
  const pidFile = join(folder, "pid");
  const log = openSync(join(folder, "log"), "w");
  const server = spawn(
    need("mariadbd"),
    [
      ...["--no-defaults", ...USER, `--datadir=${join(folder, "data")}`, `--pid-file=${pidFile}`],
      ...[`--socket=${socket}`, `--tmpdir=${own}`, `--port=${port}`, "--bind-address=127.0.0.1"],
      ...["--skip-name-resolve", ...SMALL, "--innodb-buffer-pool-size=64M", ...options],
    ],
    // A terminal's Ctrl-C is for those who end the server when its clients have ended.
    { stdio: ["ignore", log, log], detached: true },
  );
  closeSync(log);
  endsWithUs(server, own);
  server.once("exit", () => rmSync(own, { recursive: true, force: true }));
  writeFileSync(pidFile, `${server.pid}\n`); // the server writes the same when it is ready
  return { port, process: server, root: asRoot(socket), stop: stopper(server) };
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

/** True once it does; false if it ended, or takes too long. */
async function answers({ root, process: server }: MariaDb): Promise<boolean> {
  for (
    const deadline = performance.now() + START_MS;
    performance.now() < deadline;
    await sleep(20)
  ) {
    if (await root("SELECT 1").catch(() => undefined)) return true;
    if (server.exitCode !== null || server.signalCode !== null) return false;
  }
  return false;
}

function readOr(otherwise: string, file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8") : otherwise;
}
