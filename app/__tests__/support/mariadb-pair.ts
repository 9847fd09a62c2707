import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Login } from "../../database/engine";
import type { MariaDb } from "../../dev/mariadb";
import { makeCertificate } from "./certificate";
import { startPrepared } from "./mariadb";
import { until } from "./until";

/** Two MariaDB servers, the second replicating from the first. */
export interface Pair {
  readonly writer: MariaDb;
  readonly reader: MariaDb;
  readonly login: Login;
  /** The file of the authority that both are to be verified with. */
  readonly ca: string;
  /** What an instance is started with, and where its data are: `writer` and `reader`, by its first role. */
  readonly options: readonly string[];
  readonly folder: string;
  /** What a failover does to the reader, when the writer is gone. */
  promote(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * A write is acknowledged when it is on both (semi-synchronous, waiting as long as it takes): so an
 * acknowledged one outlives the writer, as it does in Aurora, whose instances share their storage.
 */
export async function startPair(folder: string): Promise<Pair> {
  mkdirSync(folder, { recursive: true });
  const certificate = makeCertificate(folder);
  const login = { username: "app", password: "first-password" };
  const common = [
    ...[`--ssl-cert=${certificate.cert}`, `--ssl-key=${certificate.key}`, "--log-bin=bin"],
    ...["--rpl-semi-sync-slave-enabled=ON", "--rpl-semi-sync-master-timeout=3600000"],
    "--rpl-semi-sync-master-wait-point=AFTER_SYNC",
    // A killed process loses nothing of this; only a power cut would.
    ...["--innodb-flush-log-at-trx-commit=2", "--sync-binlog=0"],
  ];
  const [writer, reader] = await Promise.all([
    startPrepared(join(folder, "writer"), ...common, "--server-id=1"),
    startPrepared(join(folder, "reader"), ...common, "--server-id=2", "--read-only=ON"),
  ]);
  await follow(reader, writer);
  await writer.root(
    "SET GLOBAL rpl_semi_sync_master_enabled=ON",
    "CREATE DATABASE app CHARACTER SET utf8mb4",
    `CREATE USER app@'%' IDENTIFIED BY '${login.password}' REQUIRE SSL`,
    "GRANT ALL ON app.* TO app@'%'",
  );
  return {
    writer,
    reader,
    login,
    ca: certificate.cert,
    options: common,
    folder,
    promote: async () => {
      // What was acknowledged has been received, and not yet carried out: that must not be dropped.
      await reader.root("STOP SLAVE IO_THREAD");
      await until(async () => {
        const [slave] = await reader.root("SHOW SLAVE STATUS");
        const [there] = await reader.root("SELECT @@gtid_slave_pos AS at");
        return slave?.Gtid_IO_Pos === there?.at;
      });
      await reader.root("STOP SLAVE", "RESET SLAVE ALL", "SET GLOBAL read_only=OFF");
    },
    stop: async () => {
      await Promise.all([writer.stop("SIGKILL"), reader.stop("SIGKILL")]);
    },
  };
}

/** Has one server replicate from another one. */
export async function follow(reader: MariaDb, { port }: MariaDb): Promise<void> {
  await reader.root(
    "STOP SLAVE",
    `CHANGE MASTER TO MASTER_HOST='127.0.0.1', MASTER_PORT=${port}, MASTER_USER='root', MASTER_USE_GTID=slave_pos, MASTER_CONNECT_RETRY=1`,
    "START SLAVE",
  );
}

/** Until a reader has carried out all that the writer has acknowledged by now. */
export async function caughtUp(writer: MariaDb, reader: MariaDb): Promise<void> {
  await until(async () => {
    const [there] = await writer.root("SELECT @@gtid_binlog_pos AS at");
    const sql = `SELECT MASTER_GTID_WAIT('${there?.at}', 1) AS waited`;
    const [found] = await reader.root(sql);
    return found?.waited === 0;
  });
}
