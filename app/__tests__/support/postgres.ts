import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { Client } from "pg";
import { endsWithUs, freePort, shortFolder } from "../../dev/processes";
import type { Certificate } from "./certificate";

/** Where Debian keeps them, by version and off the PATH. */
const DEBIAN = "/usr/lib/postgresql";
const PORTS_TRIED = 5;
const START_MS = 300_000; // for one that hangs; a busy machine may be slow

/** Why there is no PostgreSQL, and what to do; undefined if there is one. */
export function postgresFault(): string | undefined {
  return binaries() ? undefined : "PostgreSQL's initdb not found; apt-get install postgresql";
}

export interface Postgres {
  readonly port: number;
  root(...statements: string[]): Promise<Record<string, unknown>[]>;
  stop(): Promise<void>;
}

/** A PostgreSQL on a free port of the loopback, with TLS, which ends with this process at the latest. */
export async function startPostgres(folder: string, certificate: Certificate): Promise<Postgres> {
  mkdirSync(folder, { recursive: true });
  own(folder);
  const data = join(folder, "data");
  const [initdb, ...args] = command("initdb", "-D", data, "-U", "root", ...NEW_CLUSTER);
  await promisify(execFile)(initdb, args);
  for (const [from, to] of [
    [certificate.key, "server.key"],
    [certificate.cert, "server.crt"],
  ] as const) {
    copyFileSync(from, join(data, to));
    chmodSync(join(data, to), 0o600);
    own(join(data, to));
  }
  for (let tried = 1; ; tried += 1) {
    const postgres = await launch(folder, data);
    if (postgres !== undefined) return postgres;
    const said = readFileSync(join(folder, "log"), "utf8");
    // Another program may take the port after we found it free.
    if (said.includes("Address already in use") && tried < PORTS_TRIED) continue;
    throw new Error(`PostgreSQL did not start:\n${said}`);
  }
}

// --- internal ---

/** Root comes over the socket in a folder of its own, and needs no password there. */
const NEW_CLUSTER = ["--auth-local=trust", "--auth-host=scram-sha-256", "--no-sync", "-E", "UTF8"];

function binaries(): string | undefined {
  if (!existsSync(DEBIAN)) return undefined;
  const folders = readdirSync(DEBIAN).map((version) => join(DEBIAN, version, "bin"));
  return folders.find((folder) => existsSync(join(folder, "initdb")));
}

/** It refuses to run as root; its package brings a user for it. */
const isRoot = process.getuid?.() === 0;

function command(file: string, ...args: string[]): [string, ...string[]] {
  const asUser = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"];
  const all = [...(isRoot ? asUser : []), join(binaries() as string, file), ...args];
  return all as [string, ...string[]];
}

function own(path: string): void {
  if (isRoot) execFileSync("chown", ["postgres", path]);
}

async function launch(folder: string, data: string): Promise<Postgres | undefined> {
  const port = await freePort();
  const socket = shortFolder("postgres-");
  own(socket);
  const log = openSync(join(folder, "log"), "w");
  const settings = ["listen_addresses=127.0.0.1", "ssl=on", "fsync=off"];
  const options = settings.flatMap((setting) => ["-c", setting]);
  const [file, ...args] = command(
    "postgres",
    "-D",
    data,
    "-p",
    `${port}`,
    "-k",
    socket,
    ...options,
  );
  const server = spawn(file, args, { stdio: ["ignore", log, log], detached: true });
  closeSync(log);
  endsWithUs(server, socket);
  server.once("exit", () => rmSync(socket, { recursive: true, force: true }));
  const root = asRoot(socket, port);
  if (await answers(root, server)) return { port, root, stop: () => stopped(server) };
  await stopped(server);
  return undefined;
}

function asRoot(socket: string, port: number) {
  return async (...statements: string[]) => {
    const client = new Client({ host: socket, port, user: "root", database: "postgres" });
    client.on("error", () => undefined);
    await client.connect();
    try {
      let rows: Record<string, unknown>[] = [];
      for (const sql of statements) ({ rows } = await client.query(sql));
      return rows;
    } finally {
      await client.end();
    }
  };
}

/** True once it does; false if it ended, or takes too long. */
async function answers(root: Postgres["root"], server: ChildProcess): Promise<boolean> {
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

function stopped(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (server.exitCode !== null || server.signalCode !== null) return resolve();
    server.once("exit", () => resolve());
    server.kill("SIGINT"); // a fast shutdown, in PostgreSQL's words
  });
}
