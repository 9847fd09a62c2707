import type { Patience } from "./patience";

/** What a statement may be given. Always bound, never written into the SQL. */
export type Value = string | number | null;
export type Row = Readonly<Record<string, unknown>>;

export interface Result {
  readonly rows: readonly Row[];
  /** Rows that a change matched. */
  readonly changed: number;
}

/** Runs statements. Placeholders are `?` on every engine. */
export interface Session {
  run(sql: string, ...values: Value[]): Promise<Result>;
}

export interface Connection extends Session {
  /** False once the server or the network closed it. */
  readonly alive: boolean;
  close(): void;
}

export interface Login {
  readonly username: string;
  readonly password: string;
}

export interface Target extends Login {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /** Verified against `ca`, or Node's own roots; undefined is no TLS, for a loopback alone. */
  readonly tls: { readonly ca?: string } | undefined;
  /** The server ends a statement that takes too long. If no word of that comes, the node is gone. */
  readonly patience: Patience;
}

/**
 * What an error means for the one who asked.
 * - `login`: the password has changed; fetch it again
 * - `node`: this node is gone, read-only or not ready; another connection may do better
 * - `slow`: the server ended it at its limit; asking again doubles the load
 * - `duplicate`: a row with this key is there already, as who tries again will see
 * - `exists`: a table or index is there already
 * - `statement`: no retry will help
 */
export type Fault = "login" | "node" | "slow" | "duplicate" | "exists" | "statement";

/** All that differs between the databases. */
export interface Engine {
  /** Looks the host's name up anew, because a failover changes what it means. */
  connect(target: Target): Promise<Connection>;
  faultOf(error: unknown): Fault;
  readonly sql: {
    /** One row with `got`, 1 if the lock of this name is now this session's. */
    readonly tryLock: string;
    readonly unlock: string;
    /** One row with `max_connections`. */
    readonly maxConnections: string;
    /** One row with `read_only`, 0 if this node takes writes. */
    readonly readOnly: string;
    readonly tableOptions: string;
  };
}
