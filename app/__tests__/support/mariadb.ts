import { execFile } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder } from "../../../processes/project";
import { installMariaDb, type MariaDb, mariaDbVersion, startMariaDb } from "../../dev/mariadb";

export async function startPrepared(folder: string, ...options: string[]): Promise<MariaDb> {
  await prepare(folder);
  return startMariaDb(folder, ...options);
}

/** Copies a prepared data folder to where a server looks for its own: a tenth of the time of an install. */
export async function prepare(folder: string): Promise<void> {
  const template = join(cacheFolder(), `mariadb-${await mariaDbVersion()}`);
  await installMariaDb(template);
  mkdirSync(folder, { recursive: true });
  await promisify(execFile)("cp", ["-a", template, join(folder, "data")]); // and with its owner
}
