import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "../../../processes/project";
import { installMariaDb, type MariaDb, mariaDbVersion, startMariaDb } from "../../dev/mariadb";

/** A MariaDB with a copy of a prepared data folder: in a tenth of the time that an install takes. */
export async function startPrepared(folder: string, ...options: string[]): Promise<MariaDb> {
  const template = join(cacheFolder(), `mariadb-${mariaDbVersion()}`);
  if (!existsSync(template)) {
    const mine = `${template}.${process.pid}`;
    installMariaDb(mine);
    if (existsSync(template)) rmSync(mine, { recursive: true });
    else renameSync(mine, template); // whole or not at all
  }
  mkdirSync(folder, { recursive: true });
  execFileSync("cp", ["-a", template, join(folder, "data")]); // and with its owner
  return startMariaDb(folder, ...options);
}
