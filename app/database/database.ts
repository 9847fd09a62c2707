import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { Log } from "../log";
import { Cluster, type ClusterOptions, Retriable, type Role, TooSlow } from "./cluster";
import type { Session } from "./engine";
import { migrate } from "./migrations";
import { within } from "./within";

const MIGRATION_MS = 10 * 60_000;
const LONGEST_PAUSE_MS = 400;
/** However long the database is away, AWS is asked for its address no more often. */
const ASK_AGAIN_MS = 1_000;
/**
 * A restored database takes over by its settings alone, while the old one answers as before. So each
 * instance asks AWS for them six times a minute; a fleet of 100 makes a quarter of the calls allowed.
 */
const LOOK_AGAIN_MS = 10_000;

/** The database could not be had in time. Nothing is known about what was asked. */
export class DatabaseAway extends Error {}

export interface DatabaseOptions extends ClusterOptions {
  readonly log: Log;
}

export interface ReadOptions {
  /** This person has just written: ask the writer, since the readers may be a moment behind. */
  readonly fresh?: boolean;
}

interface Plan {
  /** Who is asked first, next, and so on, again from the start. */
  readonly roles: readonly Role[];
  readonly forMs: number;
  /** What is not tried again. */
  readonly final?: typeof TooSlow;
}

/** The address book's database: reads from the reader, writes to the writer, and stays with it. */
export class Database {
  private opening: Promise<Cluster> | undefined;
  private askedAt = Number.NEGATIVE_INFINITY;
  private closed = false;

  constructor(private readonly options: DatabaseOptions) {}

  /** A read that is slow is slow on every node, so it is asked once: more would keep all of them busy. */
  read<T>(work: (session: Session) => Promise<T>, { fresh = false }: ReadOptions = {}): Promise<T> {
    // Either can stand in for the other: better a moment behind than an error.
    const roles: Role[] = fresh ? ["standIn", "standIn", "reader"] : ["reader", "standIn"];
    return this.persist({ roles, forMs: this.options.patience.readMs, final: TooSlow }, work);
  }

  /** `work` must be idempotent: where the answer got lost it runs again, on another connection. */
  write<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return this.persist({ roles: ["writer"], forMs: this.options.patience.writeMs }, work);
  }

  /** Milliseconds until this endpoint answered that it does its part: the writer takes writes, and both have the contacts. */
  async ping(role: Role): Promise<number> {
    const start = performance.now();
    const plan = { roles: [role], forMs: this.options.patience.pingMs };
    await this.persist(plan, async (session) => {
      const { engine } = await this.cluster();
      const { rows } = await session.run(engine.sql.readOnly);
      const isReadOnly = Number(rows[0]?.read_only) !== 0;
      // As an error of the node's, so that the next attempt meets the one that is the writer now.
      if (role === "writer" && isReadOnly) throw new Error("takes no writes");
      await session.run("SELECT id FROM contacts LIMIT 1");
    });
    return Math.round(performance.now() - start);
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

  /** Looks whether the settings name another database by now, until this one is closed. Never throws. */
  async followSettings(): Promise<void> {
    for (;;) {
      await sleep(LOOK_AGAIN_MS, undefined, { ref: false });
      if (this.closed) return;
      const current = await this.opening?.catch(() => undefined);
      if (current !== undefined) await this.look(current);
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
    { roles, forMs, final }: Plan,
    work: (session: Session) => Promise<T>,
  ): Promise<T> {
    const deadline = performance.now() + forMs;
    let reason: string | undefined;
    for (let attempt = 0; ; attempt += 1) {
      const role = roles[attempt % roles.length] as Role;
      try {
        const left = deadline - performance.now();
        return await within(left, this.attempt(role, work, deadline), tooLate);
      } catch (error) {
        if (!(error instanceof Retriable)) throw error;
        if (final && error instanceof final) throw new DatabaseAway(error.message);
        reason ??= error.message; // the first says most; the last is often that it is late
        // The first retry is at once: most often one old connection had died.
        const pause = attempt === 0 ? 0 : Math.min(25 * 2 ** attempt, LONGEST_PAUSE_MS);
        if (attempt === 0) this.options.log.warn("database: trying again", { reason });
        if (this.closed || performance.now() + pause >= deadline) throw new DatabaseAway(reason);
        await sleep(pause);
      }
    }
  }

  private async attempt<T>(role: Role, work: (session: Session) => Promise<T>, deadline: number) {
    const cluster = await this.cluster();
    return cluster.use(role, work, deadline);
  }

  private cluster(): Promise<Cluster> {
    this.opening ??= this.open().catch((error) => {
      this.opening = undefined; // asked again by the next one
      throw new Retriable(`settings: ${(error as Error).message}`);
    });
    return this.opening;
  }

  private async open(): Promise<Cluster> {
    this.askedAt = performance.now();
    const address = await this.options.settings.address();
    const cluster = new Cluster(address, this.options, () => void this.look(cluster));
    return cluster;
  }

  private async look(current: Cluster): Promise<void> {
    await this.moveFrom(current).catch((error) =>
      this.options.log.warn("settings could not be asked again", { reason: error.message }),
    );
  }

  /**
   * Once in a while, and when `old` can't be reached: its login is refused, the login's secret isn't
   * found, or its host is gone. A failover passes; if another cluster, engine or secret took its place,
   * the settings say so. Requests go on trying meanwhile, and find what there is at their next attempt.
   */
  private async moveFrom(old: Cluster): Promise<void> {
    if (this.closed || performance.now() - this.askedAt < ASK_AGAIN_MS) return;
    const cluster = await this.open();
    const isCurrent = (await this.opening) === old && !this.closed;
    if (!isCurrent || isDeepStrictEqual(cluster.address, old.address)) return;
    this.opening = Promise.resolve(cluster);
    old.close();
    const { engine, endpoint, port, name } = cluster.address;
    this.options.log.info("database: its settings have changed", { engine, endpoint, port, name });
    await this.migrateInBackground(); // of this one nobody has
  }
}

const tooLate = () => new Retriable("took too long");
