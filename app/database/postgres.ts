import { Client } from "pg";
import type { Connection, Engine, Fault, Target } from "./engine";
import { within } from "./within";

/** SQLSTATEs, or their classes. The server answered, but as one that can't serve. */
const NODE = [
  "08", // connection
  "53300", // too many connections
  "57P", // shutting down, starting up
  "25006", // read-only, after a failover
  "40001", // serialization
  "40P01", // deadlock
  "42P01", // no such table: a reader behind, or the first migration is under way
];

export const postgres: Engine = {
  connect,
  faultOf,
  sql: {
    tryLock: "SELECT pg_try_advisory_lock(hashtext(?))::int AS got",
    unlock: "SELECT pg_advisory_unlock(hashtext(?))",
    maxConnections: "SHOW max_connections",
    readOnly:
      "SELECT (pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on')::int AS read_only",
    tableOptions: "",
  },
};

async function connect(target: Target): Promise<Connection> {
  const { host, port, database, username, password, tls } = target;
  const { connectMs, statementMs, answerMs } = target.patience;
  const client = new Client({
    host,
    port,
    database,
    user: username,
    password,
    connectionTimeoutMillis: connectMs,
    statement_timeout: statementMs,
    ssl: tls && { ca: tls.ca, rejectUnauthorized: true },
  });
  let alive = true;
  const dead = () => {
    alive = false;
  };
  client.on("error", dead);
  client.on("end", dead);
  const close = () => {
    alive = false;
    client.end().catch(() => undefined);
  };
  await client.connect().catch((error) => {
    close();
    throw error;
  });
  return {
    get alive() {
      return alive;
    },
    async run(sql, ...values) {
      const { rows, rowCount } = await within(
        statementMs + answerMs,
        client.query(numbered(sql), values),
      );
      return { rows, changed: rowCount ?? 0 };
    },
    close,
  };
}

/** `?` to `$1`, `$2`, …: no statement of ours has a question mark of its own. */
function numbered(sql: string): string {
  let count = 0;
  return sql.replaceAll("?", () => {
    count += 1;
    return `$${count}`;
  });
}

function faultOf(error: unknown): Fault {
  if (error instanceof TypeError) return "statement"; // a mistake of ours
  const { code } = error as { code?: unknown };
  // The network's errors have words (ECONNRESET), the driver's have none.
  if (typeof code !== "string" || !/^[0-9A-Z]{5}$/.test(code)) return "node";
  if (code === "28P01" || code === "28000") return "login";
  if (code === "57014") return "slow";
  if (code === "23505") return "duplicate";
  if (code === "42P07") return "exists";
  return NODE.some((start) => code.startsWith(start)) ? "node" : "statement";
}
