import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { freePort } from "../../dev/mariadb";
import type { Certificate } from "./certificate";

/** Where Debian keeps them, by version and off the PATH. */
const DEBIAN = "/usr/lib/postgresql";
const ROOT_PASSWORD = "of-a-throw-away-database";

/** Why there is no PostgreSQL, and what to do; undefined if there is one. */
export function postgresFault(): string | undefined {
  return binaries() ? undefined : "PostgreSQL's initdb not found; apt-get install postgresql";
}

export interface Postgres {
  readonly port: number;
  root(...statements: string[]): Promise<Record<string, unknown>[]>;
  stop(): Promise<void>;
}

/** A PostgreSQL of one's own on a free port of the loopback, with TLS. */
export async function startPostgres(folder: string, certificate: Certificate): Promise<Postgres> {
  const bin = binaries() as string;
  const data = join(folder, "data");
  // It refuses to run as root; its package brings a user for it.
  const asUser =
    process.getuid?.() === 0
      ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
      : [];
  const run = (file: string, ...args: string[]) =>
    [...asUser, join(bin, file), ...args] as [string, ...string[]];
  mkdirSync(folder, { recursive: true });
  if (asUser.length > 0) execFileSync("chown", ["postgres", folder]);
  const [initdb, ...args] = run(
    "initdb",
    "-D",
    data,
    "-U",
    "root",
    "-A",
    "scram-sha-256",
    "--no-sync",
    `--pwfile=${passwordFile(folder)}`,
    "-E",
    "UTF8",
  );
  execFileSync(initdb, args, { stdio: "ignore" });
  for (const [from, to] of [
    [certificate.key, "server.key"],
    [certificate.cert, "server.crt"],
  ] as const) {
    copyFileSync(from, join(data, to));
    chmodSync(join(data, to), 0o600);
    if (asUser.length > 0) execFileSync("chown", ["postgres", join(data, to)]);
  }
  const port = await freePort();
  const log = openSync(join(folder, "log"), "w");
  const [postgres, ...options] = run(
    "postgres",
    "-D",
    data,
    "-p",
    String(port),
    "-k",
    folder,
    "-c",
    "listen_addresses=127.0.0.1",
    "-c",
    "ssl=on",
    "-c",
    "fsync=off",
  );
  const server = spawn(postgres, options, { stdio: ["ignore", log, log] });
  closeSync(log);
  const root = asRoot(port);
  await answers(root, server);
  return { port, root, stop: () => stopped(server) };
}

// --- internal ---

function binaries(): string | undefined {
  if (!existsSync(DEBIAN)) return undefined;
  const folders = readdirSync(DEBIAN).map((version) => join(DEBIAN, version, "bin"));
  return folders.find((folder) => existsSync(join(folder, "initdb")));
}

function passwordFile(folder: string): string {
  const file = join(folder, "password");
  writeFileSync(file, ROOT_PASSWORD, { mode: 0o644 });
  return file;
}

function asRoot(port: number) {
  return async (...statements: string[]) => {
    const login = { user: "root", password: ROOT_PASSWORD, database: "postgres" };
    const client = new Client({ host: "127.0.0.1", port, ...login });
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

async function answers(root: Postgres["root"], server: ChildProcess): Promise<void> {
  for (const deadline = Date.now() + 60_000; ; await sleep(100)) {
    if (await root("SELECT 1").catch(() => undefined)) return;
    if (server.exitCode === null && Date.now() < deadline) continue;
    server.kill("SIGKILL");
    throw new Error("PostgreSQL did not start");
  }
}

function stopped(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (server.exitCode !== null) return resolve();
    server.once("exit", () => resolve());
    server.kill("SIGINT"); // a fast shutdown, in PostgreSQL's words
  });
}
