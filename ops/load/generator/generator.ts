import { setTimeout as sleep } from "node:timers/promises";
import type { Ending, Tally } from "./tally";

/** Sends one request, and says how it ended. It never rejects. */
export type Send = () => Promise<Ending>;

export interface Pace {
  /** Requests a second. */
  readonly rate: number;
  readonly seconds: number;
  /** How many may be under way. What is due beyond them waits, and its time goes on counting. */
  readonly connections: number;
}

/**
 * An open-model load: each request is due at its own time, whether the ones before were answered or not.
 * A closed model asks a slow service less, and so doesn't see that it is slow.
 */
export class Generator {
  private readonly began: number;
  private noticed = 0;
  private started = 0;
  private underWay = 0;
  private over = false;

  /** @param clock milliseconds; it begins now */
  constructor(
    private readonly pace: Pace,
    private readonly send: Send,
    private readonly tally: Tally,
    private readonly clock: () => number = () => performance.now(),
  ) {
    this.began = clock();
  }

  get seconds(): number {
    return (this.clock() - this.began) / 1000;
  }

  /** Until all that was sent has ended. A stop ends it sooner, when `send` gives up what is under way. */
  async run(stop: AbortSignal): Promise<void> {
    this.over = stop.aborted;
    stop.addEventListener("abort", () => (this.over = true));
    for (let wait = this.pump(); !this.over; wait = this.pump()) {
      await sleep(wait, undefined, { signal: stop }).catch(() => undefined);
    }
    while (this.underWay > 0) await sleep(END_MS);
  }

  /**
   * Notices what is due, and starts as much of it as there are connections.
   * @returns milliseconds until there is something to do
   */
  pump(): number {
    const { rate, seconds, connections } = this.pace;
    const now = this.clock() - this.began;
    const end = seconds * 1000;
    const total = Math.round(rate * seconds);
    for (
      ;
      this.noticed < total && this.dueAt(this.noticed) <= now && !this.over;
      this.noticed += 1
    ) {
      this.tally.due(now - this.dueAt(this.noticed));
    }
    while (!this.over && this.started < this.noticed && this.underWay < connections) {
      void this.start(this.dueAt(this.started));
    }
    if (now >= end) this.over = true; // what still waits for a connection isn't sent any more
    return Math.max(0, Math.min(this.noticed < total ? this.dueAt(this.noticed) : end, end) - now);
  }

  private async start(due: number): Promise<void> {
    this.started += 1;
    this.underWay += 1;
    this.tally.sent();
    const ending = await this.send();
    this.underWay -= 1;
    this.tally.ended(ending, this.clock() - this.began - due);
    this.pump();
  }

  private dueAt(request: number): number {
    return (request * 1000) / this.pace.rate;
  }
}

// --- internal ---

const END_MS = 20;
