import { cpus } from "node:os";

const EVERY_MS = 1_000;

/** How busy all processors of this machine were in the last second, in percent. */
export class Cpu {
  percent = 0;
  private last = times();
  private readonly timer = setInterval(() => this.measure(), EVERY_MS).unref();

  stop(): void {
    clearInterval(this.timer);
  }

  private measure(): void {
    const now = times();
    const total = now.total - this.last.total;
    if (total > 0) this.percent = Math.round(100 * (1 - (now.idle - this.last.idle) / total));
    this.last = now;
  }
}

function times(): { idle: number; total: number } {
  let idle = 0;
  let total = 0;
  for (const { times } of cpus()) {
    idle += times.idle;
    total += times.user + times.nice + times.sys + times.idle + times.irq;
  }
  return { idle, total };
}
