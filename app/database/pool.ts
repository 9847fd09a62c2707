import type { Connection } from "./engine";

/** So that load finds its way to nodes that joined later. */
const RETIRE_AFTER_MS = 15 * 60_000;
const CLOSED = "the pool is closed";

interface Member {
  readonly connection: Connection;
  readonly generation: number;
  readonly retireAt: number;
}

interface Waiter {
  /** With a connection that is free, or (undefined) because there is room to open one. */
  readonly resolve: (member: Member | undefined) => void;
  readonly reject: (error: Error) => void;
}

/** At most `size` connections to one endpoint, opened when needed, handed on in order of asking. */
export class Pool {
  private readonly idle: Member[] = [];
  private readonly waiting: Waiter[] = [];
  private size = 1;
  private open = 0;
  private generation = 0;
  private closed = false;

  constructor(private readonly connect: () => Promise<Connection>) {}

  resize(size: number): void {
    this.size = size;
    const room = Math.max(0, size - this.open);
    for (const waiter of this.waiting.splice(0, room)) waiter.resolve(undefined);
  }

  /** `isBroken` says of an error whether the connection, and so its siblings, shall be dropped. */
  async use<T>(
    work: (connection: Connection) => Promise<T>,
    isBroken: (error: unknown) => boolean,
    deadline: number,
  ): Promise<T> {
    const member = await this.acquire(deadline);
    try {
      return await work(member.connection);
    } catch (error) {
      // What one connection found, that the node is read-only or gone, holds for all of its age.
      if (isBroken(error) && member.generation === this.generation) this.drop();
      throw error;
    } finally {
      this.release(member);
    }
  }

  /** Closes what is idle now, and what is in use as soon as it comes back. */
  drop(): void {
    this.generation += 1;
    for (const member of this.idle.splice(0)) this.discard(member);
  }

  /** Whoever waits is sent away at once: there is another pool by now, or the process ends. */
  close(): void {
    this.closed = true;
    this.drop();
    for (const waiter of this.waiting.splice(0)) waiter.reject(new Error(CLOSED));
  }

  private async acquire(deadline: number): Promise<Member> {
    for (;;) {
      if (this.closed) throw new Error(CLOSED);
      const member = this.idle.pop() ?? (await this.openOne()) ?? (await this.wait(deadline));
      if (member === undefined) continue;
      if (member.connection.alive) return member;
      this.discard(member);
    }
  }

  private async openOne(): Promise<Member | undefined> {
    if (this.open >= this.size) return undefined;
    this.open += 1;
    const { generation } = this;
    try {
      const connection = await this.connect();
      return { connection, generation, retireAt: performance.now() + RETIRE_AFTER_MS };
    } catch (error) {
      this.open -= 1;
      this.waiting.shift()?.resolve(undefined);
      throw error;
    }
  }

  private wait(deadline: number): Promise<Member | undefined> {
    let timer: NodeJS.Timeout | undefined;
    return new Promise<Member | undefined>((resolve, reject) => {
      const waiter = { resolve, reject };
      timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(waiter), 1);
        reject(new Error("none was free in time"));
      }, deadline - performance.now());
      this.waiting.push(waiter);
    }).finally(() => clearTimeout(timer));
  }

  private release(member: Member): void {
    const { connection, generation, retireAt } = member;
    const old = generation !== this.generation || performance.now() > retireAt;
    if (old || !connection.alive) {
      this.discard(member);
      return;
    }
    const next = this.waiting.shift();
    if (next === undefined) this.idle.push(member);
    else next.resolve(member);
  }

  private discard(member: Member): void {
    member.connection.close();
    this.open -= 1;
    this.waiting.shift()?.resolve(undefined);
  }
}
