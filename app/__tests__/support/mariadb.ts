import { execFile } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder } from "../../../processes/project";
import { installMariaDb, type MariaDb, mariaDbVersion, startMariaDb } from "../../dev/mariadb";

/** A MariaDB with a copy of a prepared data folder: in a tenth of the time that an install takes. */
export async function startPrepared(folder: string, ...options: string[]): Promise<MariaDb> {
  const template = join(cacheFolder(), `mariadb-${await mariaDbVersion()}`);
  await installMariaDb(template);
  mkdirSync(folder, { recursive: true });
  await promisify(execFile)("cp", ["-a", template, join(folder, "data")]); // and with its owner
  return startMariaDb(folder, ...options);
}
