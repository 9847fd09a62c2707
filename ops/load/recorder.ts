import { setTimeout as sleep } from "node:timers/promises";
import type { Outcome, Second } from "./generator/order";
import type { Activity, Group, Size } from "./group";

/** Something at a time: seconds since the load began. */
export type At<T> = T & { readonly at: number };

/** All that was seen of one load, and of the fleet from its begin until somebody stopped looking. */
export interface Seen {
  readonly began: Date;
  /** Seconds until now, or until the last look. */
  readonly now: number;
  readonly seconds: readonly Second[];
  readonly sizes: readonly At<Size>[];
  /** Percent, as CloudWatch has it. */
  readonly cpu: readonly At<{ readonly percent: number }>[];
  readonly activities: readonly Activity[];
  /** Undefined while the load goes on. */
  readonly outcome: Outcome | undefined;
  /** Why the last question to AWS had no answer; undefined if it had one. */
  readonly unanswered: string | undefined;
}

/** How often what is asked. */
export interface Rhythm {
  readonly sizeMs: number;
  /** CloudWatch has a number a minute, and takes money for each question. */
  readonly cpuMs: number;
}

export const RHYTHM: Rhythm = { sizeMs: 3_000, cpuMs: 60_000 };

/** Collects what the generator reports and what AWS says, second by second. */
export class Recorder implements Seen {
  began = new Date();
  outcome: Outcome | undefined;
  unanswered: string | undefined;
  activities: readonly Activity[] = [];
  cpu: Seen["cpu"] = [];
  readonly seconds: Second[] = [];
  readonly sizes: At<Size>[];
  private readonly stopping = new AbortController();
  private looking: Promise<unknown> = Promise.resolve();
  private zero = performance.now();
  private stopped: number | undefined;

  /** @param before how large the group is before the load */
  constructor(
    private readonly group: Group,
    before: Size,
    private readonly reason: (error: Error) => string,
    private readonly rhythm: Rhythm = RHYTHM,
  ) {
    this.sizes = [{ at: 0, desired: before.desired, inService: before.inService }];
  }

  get now(): number {
    return this.stopped ?? (performance.now() - this.zero) / 1000;
  }

  /** The load begins. */
  begin(): void {
    this.began = new Date();
    this.zero = performance.now();
    const { sizeMs, cpuMs } = this.rhythm;
    this.looking = Promise.all([
      this.every(sizeMs, () => this.lookAtSize()),
      this.every(cpuMs, () => this.lookAtCpu()),
    ]);
  }

  /**
   * Keeps what a load led to. A generator that dies has measured something until then.
   * @returns why it ended early; undefined if it did not
   * @throws what it ended with, if nothing was measured
   */
  async outcomeOf(load: Promise<Outcome>): Promise<Error | undefined> {
    try {
      this.outcome = await load;
      return undefined;
    } catch (error) {
      if (this.seconds.length === 0) throw error;
      return error as Error;
    }
  }

  /** Asks nothing any more. */
  stop(): void {
    this.stopping.abort();
  }

  /** Asks AWS for the last time. */
  async end(): Promise<void> {
    this.stop();
    await this.looking;
    await this.answered(() => this.lookAtSize());
    await this.answered(() => this.lookAtCpu());
    await this.answered(async () => {
      this.activities = await this.group.activitiesSince(this.began);
    });
    this.stopped = this.now;
  }

  private async every(ms: number, look: () => Promise<void>): Promise<void> {
    const { signal } = this.stopping;
    for (;;) {
      await sleep(ms, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      await this.answered(look);
    }
  }

  /** A question without an answer is a gap in the curve, and ends no load. */
  private async answered(look: () => Promise<void>): Promise<void> {
    try {
      await look();
      this.unanswered = undefined;
    } catch (error) {
      if (error instanceof TypeError) throw error; // a mistake in here
      this.unanswered = this.reason(error as Error);
    }
  }

  private async lookAtSize(): Promise<void> {
    const size = await this.group.size();
    if (size === undefined) return;
    this.sizes.push({ at: this.now, desired: size.desired, inService: size.inService });
  }

  private async lookAtCpu(): Promise<void> {
    const found = await this.group.cpuSince(this.began);
    this.cpu = found.map(({ at, percent }) => {
      const since = (at.getTime() - this.began.getTime()) / 1000;
      return { at: Math.max(0, since), percent }; // CloudWatch begins with the whole minute
    });
  }
}
