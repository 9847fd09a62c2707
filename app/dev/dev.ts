import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { readEnvironment } from "../environment";
import { listenFault } from "../port";
import { fleetIn } from "./fleet";
import { takeLock } from "./lock";
import { endLeftOver, mariaDbFault, startMariaDb } from "./mariadb";
import { endsWithUs } from "./processes";

const HOST = "127.0.0.1";

/** Starts the database; gives what starts the server, again each time the bundle was made. */
export async function develop(cache: string, bundle: string) {
  const settings = {
    ...process.env,
    PORT: process.env.PORT || "8080",
    STAGE: "dev",
    AWS_REGION: "local",
    DATABASE_PARAMETERS: "/dev/database",
    DATABASE_TLS: "off",
    LOAD_PAGE: "on",
    METADATA_URL: process.env.METADATA_URL || "http://127.0.0.1:9", // nobody is there
  };
  const { port } = readEnvironment(settings);
  fleetIn(settings); // refuses it before the database is started
  await refuseTakenPort(port);
  const fault = mariaDbFault();
  if (fault !== undefined) throw new Error(`The address book needs a database, and ${fault}`);
  const database = await startDatabase(join(cache, "dev-database"));
  const env = { ...settings, ...database.env };
  let server: ChildProcess | undefined;
  let stopped = false;
  return {
    async restart() {
      await ended(server);
      if (stopped) return;
      server = spawn(process.execPath, ["--enable-source-maps", bundle], { env, stdio: "inherit" });
      endsWithUs(server);
      console.log(`\n  http://localhost:${port}/\n`);
    },
    async stop() {
      stopped = true;
      await ended(server);
      await database.stop();
    },
  };
}

/** The contacts live in `folder` from run to run, and one run at a time has it. */
async function startDatabase(folder: string) {
  mkdirSync(folder, { recursive: true });
  const lock = takeLock(join(folder, "lock"));
  if ("holder" in lock) {
    throw new Error(
      `${folder}: must be used by one "npm run dev" at a time, got process ${lock.holder}, which uses it; ` +
        "end that process, or give this one a folder and a port of its own: " +
        "DEV_CACHE=/tmp/second PORT=8081 npm run dev -w app",
    );
  }
  console.log("starting the database…");
  await endLeftOver(folder);
  const database = await startMariaDb(folder);
  const login = { username: "app", password: randomBytes(18).toString("base64url") };
  await database.root(
    "CREATE DATABASE IF NOT EXISTS app",
    `CREATE OR REPLACE USER app@'%' IDENTIFIED BY '${login.password}'`,
    "GRANT ALL ON app.* TO app@'%'",
  );
  return {
    env: { DEV_DATABASE_PORT: String(database.port), DEV_DATABASE_LOGIN: JSON.stringify(login) },
    async stop() {
      await database.stop();
      lock.release();
    },
  };
}

/** Before the database is started: the server itself would find out seconds later. */
function refuseTakenPort(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error) => reject(new Error(listenFault(error, port))));
    server.listen(port, HOST, () => server.close(() => resolve()));
  });
}

function ended(child: ChildProcess | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}
