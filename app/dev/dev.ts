import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { mariaDbFault, startMariaDb } from "./mariadb";

const PORT = process.env.PORT || "8080";

/** Starts the database; gives what starts the server, anew each time the bundle was made. */
export async function develop(cache: string, bundle: string) {
  const fault = mariaDbFault();
  if (fault !== undefined) throw new Error(`The address book needs a database, and ${fault}`);
  console.log("starting the database…");
  const database = await startMariaDb(join(cache, "dev-database"));
  const login = { username: "app", password: randomBytes(18).toString("base64url") };
  await database.root(
    "CREATE DATABASE IF NOT EXISTS app",
    `CREATE OR REPLACE USER app@'%' IDENTIFIED BY '${login.password}'`,
    "GRANT ALL ON app.* TO app@'%'",
  );
  const env = {
    ...process.env,
    PORT,
    STAGE: "dev",
    AWS_REGION: "local",
    DATABASE_PARAMETERS: "/dev/database",
    DATABASE_TLS: "off",
    LOAD_PAGE: "on",
    METADATA_URL: process.env.METADATA_URL || "http://127.0.0.1:9", // nobody is there
    DEV_DATABASE_PORT: String(database.port),
    DEV_DATABASE_LOGIN: JSON.stringify(login),
  };
  let server: ChildProcess | undefined;
  return {
    async restart() {
      await ended(server);
      server = spawn(process.execPath, ["--enable-source-maps", bundle], { env, stdio: "inherit" });
      console.log(`\n  http://localhost:${PORT}/\n`);
    },
    async stop() {
      await ended(server);
      await database.stop();
    },
  };
}

function ended(child: ChildProcess | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}
