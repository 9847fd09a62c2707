import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "../log";
import { Cluster, type ClusterOptions, Retriable, type Role } from "./cluster";
import type { Session } from "./engine";
import { migrate } from "./migrations";
import { within } from "./within";

/** How long a request may take in all. A failover takes Aurora less than 30 s, mostly under 10. */
const READ_FOR_MS = 6_000;
const WRITE_FOR_MS = 15_000;
const PING_FOR_MS = 1_500;
const MIGRATION_MS = 10 * 60_000;
const LONGEST_PAUSE_MS = 400;

/** The database could not be had in time. Nothing is known about what was asked. */
export class DatabaseAway extends Error {}

export interface DatabaseOptions extends ClusterOptions {
  readonly log: Log;
}

export interface ReadOptions {
  /** This person has just written: ask the writer, since the readers may be a moment behind. */
  readonly fresh?: boolean;
}

/** The address book's database: reads from the reader, writes to the writer, and stays with it. */
export class Database {
  private opening: Promise<Cluster> | undefined;
  private closed = false;

  constructor(private readonly options: DatabaseOptions) {}

  read<T>(work: (session: Session) => Promise<T>, { fresh = false }: ReadOptions = {}): Promise<T> {
    // Either can stand in for the other: better a moment behind than an error.
    const order: Role[] = fresh ? ["writer", "writer", "reader"] : ["reader", "writer"];
    return this.persist(order, READ_FOR_MS, work);
  }

  /** `work` must be idempotent: where the answer got lost it runs again, on another connection. */
  write<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return this.persist(["writer"], WRITE_FOR_MS, work);
  }

  /** Milliseconds until this endpoint answered. */
  async ping(role: Role): Promise<number> {
    const start = Date.now();
    await this.persist([role], PING_FOR_MS, (session) => session.run("SELECT 1"));
    return Date.now() - start;
  }

  /** Brings the schema up to date, however long the database is away. Never throws. */
  async migrateInBackground(): Promise<void> {
    for (let pause = 500; !this.closed; pause = Math.min(pause * 2, 10_000)) {
      try {
        const ran = await this.migrate();
        return this.options.log.info("schema is current", { ran });
      } catch (error) {
        this.options.log.warn("schema is not current yet", { reason: (error as Error).message });
        await sleep(pause, undefined, { ref: false });
      }
    }
  }

  async migrate(): Promise<string[]> {
    const cluster = await this.cluster();
    const connection = await cluster.connect("writer", MIGRATION_MS);
    try {
      return await migrate(connection, cluster.engine);
    } finally {
      connection.close();
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    (await this.opening?.catch(() => undefined))?.close();
  }

  private async persist<T>(
    order: readonly Role[],
    forMs: number,
    work: (session: Session) => Promise<T>,
  ): Promise<T> {
    const deadline = Date.now() + forMs;
    let reason: string | undefined;
    for (let attempt = 0; ; attempt += 1) {
      const role = order[attempt % order.length] as Role;
      try {
        return await within(deadline - Date.now(), this.attempt(role, work, deadline), tooLate);
      } catch (error) {
        if (!(error instanceof Retriable)) throw error;
        reason ??= error.message; // the first says most; the last is often that it is late
        // The first retry is at once: most often one old connection had died.
        const pause = attempt === 0 ? 0 : Math.min(25 * 2 ** attempt, LONGEST_PAUSE_MS);
        if (attempt === 0) this.options.log.warn("database: trying again", { reason });
        if (this.closed || Date.now() + pause >= deadline) throw new DatabaseAway(reason);
        await sleep(pause);
      }
    }
  }

  private async attempt<T>(role: Role, work: (session: Session) => Promise<T>, deadline: number) {
    const cluster = await this.cluster();
    return cluster.use(role, work, deadline);
  }

  private cluster(): Promise<Cluster> {
    this.opening ??= this.options.settings
      .address()
      .then((address) => new Cluster(address, this.options))
      .catch((error) => {
        this.opening = undefined; // asked again by the next one
        throw new Retriable(`settings: ${(error as Error).message}`);
      });
    return this.opening;
  }
}

const tooLate = () => new Retriable("took too long");
