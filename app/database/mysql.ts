import { createConnection, type ResultSetHeader } from "mysql2/promise";
import type { Connection, Engine, Fault, Row, Target } from "./engine";
import { within } from "./within";

const LOGIN = new Set([1045, 1698]);
const DUPLICATE = new Set([1062]);
const EXISTS = new Set([1050, 1060, 1061]);
const SLOW = new Set([3024, 1969]); // MySQL's number, MariaDB's
/** The server answered, but as one that can't serve: another node, or the same a little later. */
const NODE = new Set([
  1040, // too many connections
  1053, // shutting down
  1146, // no such table: a reader behind, or the first migration is under way
  1205, // lock wait timeout
  1213, // deadlock
  1290, // read-only, after a failover
  1317, // interrupted
  1792, // read-only transaction
  1836, // read-only mode
  1927, // killed (MariaDB)
]);

export const mysql: Engine = {
  connect,
  faultOf,
  sql: {
    tryLock: "SELECT GET_LOCK(?, 5) AS got",
    unlock: "SELECT RELEASE_LOCK(?)",
    maxConnections: "SELECT @@max_connections AS max_connections",
    // The first tells Aurora's writer from its readers.
    readOnly: "SELECT @@innodb_read_only + @@read_only AS read_only",
    tableOptions: "DEFAULT CHARSET = utf8mb4",
  },
};

async function connect(target: Target): Promise<Connection> {
  const { host, port, database, username, password, tls } = target;
  const { connectMs, statementMs, answerMs } = target.patience;
  const connection = await createConnection({
    host,
    port,
    database,
    user: username,
    password,
    connectTimeout: connectMs,
    charset: "utf8mb4",
    // Without verifyIdentity mysql2 takes any host's certificate that the CA signed.
    ssl: tls && { ca: tls.ca, rejectUnauthorized: true, verifyIdentity: true },
  });
  let alive = true;
  const dead = () => {
    alive = false;
  };
  connection.on("error", dead);
  connection.on("end", dead);
  const close = () => {
    alive = false;
    connection.destroy();
  };
  await within(connectMs, connection.query(limit(statementMs))).catch((error) => {
    close();
    throw error;
  });
  return {
    get alive() {
      return alive;
    },
    async run(sql, ...values) {
      // As text, since LIMIT takes no number of JavaScript's, which are all floating-point.
      const bound = values.map((value) => (typeof value === "number" ? String(value) : value));
      const [result] = await within(statementMs + answerMs, connection.execute(sql, bound));
      if (Array.isArray(result)) return { rows: result as Row[], changed: 0 };
      return { rows: [], changed: (result as ResultSetHeader).affectedRows };
    },
    close,
  };
}

/**
 * Each server takes its own name and unit from its own kind of comment, and skips the other's.
 * MySQL's holds for SELECT alone; all that we write goes by a primary key.
 */
export function limit(ms: number): string {
  return `SET SESSION /*!50708 max_execution_time = ${ms} */ /*M! max_statement_time = ${ms / 1_000} */`;
}

function faultOf(error: unknown): Fault {
  if (error instanceof TypeError) return "statement"; // a mistake of ours
  const { errno } = error as { errno?: unknown };
  // The network's and the protocol's errors have negative numbers or none.
  if (typeof errno !== "number" || errno < 1) return "node";
  if (LOGIN.has(errno)) return "login";
  if (NODE.has(errno)) return "node";
  if (SLOW.has(errno)) return "slow";
  if (DUPLICATE.has(errno)) return "duplicate";
  return EXISTS.has(errno) ? "exists" : "statement";
}
