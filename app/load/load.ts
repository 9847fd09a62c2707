import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

export const MOST_MINUTES = 5;
const MINUTE_MS = 60_000;

/**
 * Looks at the clock itself, so that it ends even if nobody ends it. On Linux a priority is a
 * thread's own: the lowest for this one leaves the server all it needs.
 */
const BURN = `
  const until = performance.now() + require("node:worker_threads").workerData;
  try { require("node:os").setPriority(19); } catch {}
  let x = 0;
  while (performance.now() < until) for (let i = 0; i < 1e6; i += 1) x += Math.sqrt(i);
`;

/** Load on this instance: one run at a time, on all processors, and never longer than the limit. */
export class Load {
  private workers: Worker[] = [];
  private endsAt = 0;

  /** Milliseconds that are left, or undefined when there is none. */
  get left(): number | undefined {
    const left = this.endsAt - performance.now();
    return left > 0 ? left : undefined;
  }

  /** False if a run is under way: it is neither doubled nor prolonged. */
  start(minutes: number): boolean {
    if (this.left !== undefined) return false;
    this.stop();
    const forMs = Math.min(minutes, MOST_MINUTES) * MINUTE_MS;
    this.endsAt = performance.now() + forMs;
    this.workers = Array.from({ length: availableParallelism() }, () => {
      const worker = new Worker(BURN, { eval: true, workerData: forMs });
      worker.unref();
      return worker;
    });
    return true;
  }

  stop(): void {
    this.endsAt = 0;
    for (const worker of this.workers) void worker.terminate();
    this.workers = [];
  }
}
