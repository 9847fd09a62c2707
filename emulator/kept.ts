import { rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { Refusal, sentence } from "../terminal/refusal";
import { copyOf, type Emulator, environment } from "./emulator";

/** What a record says of the emulator that it keeps. */
export type KeptEmulator = Pick<Emulator, "endpoint" | "log" | "pid">;

/**
 * The emulator that a record keeps, or undefined if it is gone. It is asked who it is, so whatever
 * has its port or its pid by now is never taken for it; and it is ended by taking away its record,
 * so no process is ever killed.
 */
export async function keptEmulator(
  record: string,
  kept: KeptEmulator,
): Promise<Emulator | undefined> {
  const { endpoint, log, pid } = kept;
  if (!(await answers(record, kept))) return undefined;
  return {
    endpoint,
    env: environment(endpoint),
    log,
    pid,
    copy: () => copyOf(kept),
    stop: async () => {
      rmSync(record, { force: true });
      while (await answers(record, kept)) await sleep(100);
    },
  };
}

// --- internal ---

const ANSWER_MS = 30_000; // a busy machine may be slow

async function answers(record: string, { endpoint, pid }: KeptEmulator): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(ANSWER_MS);
    const response = await fetch(`${endpoint}/_emulator`, { signal });
    const who = (await response.json()) as { pid?: unknown; record?: unknown };
    return who.pid === pid && who.record === record;
  } catch (error) {
    if ((error as Error).name !== "TimeoutError") return false; // nobody there, or somebody else
    const remedy = `try again, or remove ${record}, which ends it`;
    const says = sentence(`must answer within ${ANSWER_MS / 1000} s`, undefined, remedy);
    throw new Refusal([{ where: `emulator ${endpoint}`, says }]);
  }
}
