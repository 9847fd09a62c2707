import { Credentials } from "./credentials";
import type { Connection, Engine, Login, Session } from "./engine";
import { mysql } from "./mysql";
import type { Patience } from "./patience";
import { Pool } from "./pool";
import { postgres } from "./postgres";
import type { Address, DatabaseSettings } from "./settings";

const ENGINES = { "aurora-mysql": mysql, "aurora-postgresql": postgres };
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

/** `standIn`: reads at the writer, where the reader is away or behind. */
export type Role = "writer" | "reader" | "standIn";

/** Another attempt, on another connection, may succeed. */
export class Retriable extends Error {}

/** The node is well, and ended a statement at its limit. */
export class TooSlow extends Retriable {}

export interface ClusterOptions {
  readonly settings: DatabaseSettings;
  readonly tls: { readonly ca?: string } | undefined;
  readonly patience: Patience;
}

/** A pool for each role, and the login for all. One attempt each: it never retries. */
export class Cluster {
  readonly engine: Engine;
  private readonly credentials: Credentials;
  private readonly pools: Readonly<Record<Role, Pool>>;
  private sized = false;

  /** `unreachable`: no connection could be had, and it may be that `address` is out of date. */
  constructor(
    readonly address: Address,
    private readonly options: ClusterOptions,
    private readonly unreachable: () => void = () => undefined,
  ) {
    refuseOpenWire(address, options);
    this.engine = ENGINES[address.engine];
    this.credentials = new Credentials(() => options.settings.login(address));
    this.pools = {
      writer: new Pool(() => this.connect("writer")),
      reader: new Pool(() => this.connect("reader")),
      standIn: new Pool(() => this.connect("standIn")),
    };
  }

  async use<T>(role: Role, work: (session: Session) => Promise<T>, deadline: number): Promise<T> {
    // Whatever goes wrong before the work starts leaves no trace in the database.
    let started = false;
    const begin = (session: Session) => {
      started = true;
      return work(session);
    };
    try {
      return await this.pools[role].use(begin, this.isBroken, deadline);
    } catch (error) {
      const fault = this.engine.faultOf(error);
      if (started && (fault === "statement" || fault === "exists")) throw error;
      // What the writer's pool finds out, that it is one no more, holds for reads there.
      if (role === "writer" && this.isBroken(error)) this.pools.standIn.drop();
      const Kind = fault === "slow" ? TooSlow : Retriable;
      throw new Kind(`${role}: ${messageOf(error)}`);
    }
  }

  /** A connection of its own, outside the pools. Who asks for it closes it. */
  async connect(role: Role, statementMs = this.options.patience.statementMs): Promise<Connection> {
    const { endpoint, readerEndpoint, port, name } = this.address;
    const host = role === "reader" ? readerEndpoint : endpoint;
    const { tls } = this.options;
    const patience = { ...this.options.patience, statementMs };
    let login: Login | undefined;
    try {
      login = await this.credentials.current();
      const target = { ...login, host, port, database: name, tls, patience };
      const connection = await this.engine.connect(target);
      // If that fails, so will the first statement, and the next connection is asked.
      if (!this.sized) await this.size(connection).catch(() => undefined);
      return connection;
    } catch (error) {
      if (login && this.engine.faultOf(error) === "login") this.credentials.refused(login);
      this.unreachable();
      throw error;
    }
  }

  close(): void {
    for (const pool of Object.values(this.pools)) pool.close();
  }

  /**
   * Both endpoints may mean one node, so the pools share what one node gives to us. Reads at the
   * writer have few of their own: however many there are, they keep no write waiting.
   */
  private async size(connection: Connection): Promise<void> {
    const { rows } = await connection.run(this.engine.sql.maxConnections);
    const share = poolShare(Number(rows[0]?.max_connections), this.address.clients);
    this.sized = true;
    const standIn = Math.floor(share / 5) || 1;
    const reader = Math.ceil((share - standIn) / 2);
    this.pools.standIn.resize(standIn);
    this.pools.reader.resize(reader);
    this.pools.writer.resize(share - standIn - reader);
  }

  private readonly isBroken = (error: unknown): boolean => {
    const fault = this.engine.faultOf(error);
    return fault === "node" || fault === "login";
  };
}

function refuseOpenWire({ endpoint, readerEndpoint }: Address, { tls }: ClusterOptions): void {
  if (tls !== undefined || [endpoint, readerEndpoint].every((host) => LOOPBACK.test(host))) return;
  throw new Retriable("DATABASE_TLS=off is for a database on this machine, and this one is not");
}

/** A fifth is left to people, monitoring, and the instances of a rollout. */
export function poolShare(maxConnections: number, clients: number): number {
  const share = Math.floor((0.8 * maxConnections) / clients) || 0; // 0 if it isn't known
  return Math.min(10, Math.max(3, share)); // one for each role at least
}

function messageOf(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return [code, message].filter((part) => typeof part === "string" && part !== "").join(" ");
}
