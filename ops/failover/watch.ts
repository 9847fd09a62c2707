import { setTimeout as sleep } from "node:timers/promises";
import { block } from "../../terraform/document";

/** What the app said of its writer at one time. */
export interface Seen {
  /** Milliseconds on one clock. */
  readonly at: number;
  /** Whether it takes writes; undefined where the app, or its way, did not answer. */
  readonly writes: boolean | undefined;
}

/** How long nothing could be written, and how exact that is, both in milliseconds. */
export interface Pause {
  readonly ms: number;
  readonly exactMs: number;
}

/** The app asks its database at most once a second, however often it is asked itself. */
const APP_ASKS_EVERY_MS = 1_000;
export const WATCH_EVERY_MS = 250;

/**
 * The time without writes, from the first answer that says so to the first good one after the last such
 * answer. An answer that is missing counts as one that says so, once any has been good.
 */
export function pauseIn(seen: readonly Seen[]): Pause {
  const bad = (each: Seen) => each.writes !== true;
  const began = seen.find(bad);
  const last = seen.findLast(bad);
  if (began === undefined || last === undefined) return { ms: 0, exactMs: APP_ASKS_EVERY_MS };
  const ended = seen.find(({ at }) => at > last.at) ?? last;
  return { ms: ended.at - began.at, exactMs: APP_ASKS_EVERY_MS };
}

/** Whether the answers are good, and have been for longer than the app may give an old one. */
export function isSettled(seen: readonly Seen[]): boolean {
  const last = seen.at(-1);
  if (last === undefined || last.writes !== true) return false;
  const since = seen.findLast(({ writes }) => writes !== true)?.at ?? seen[0]?.at ?? last.at;
  return last.at - since > 2 * APP_ASKS_EVERY_MS;
}

/** Asks the app's /readyz again and again, from its construction until `stop`. */
export class Watch {
  private readonly seen: Seen[] = [];
  private readonly stopping = new AbortController();
  private readonly ended: Promise<void>;

  /** @param url of the app, without a path */
  constructor(
    private readonly url: string,
    private readonly everyMs = WATCH_EVERY_MS,
  ) {
    this.ended = this.ask();
  }

  /** What was seen until now, and the watch goes on. */
  get answers(): readonly Seen[] {
    return this.seen;
  }

  async stop(): Promise<readonly Seen[]> {
    this.stopping.abort();
    await this.ended;
    return this.seen;
  }

  private async ask(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const at = performance.now();
      this.seen.push({ at, writes: await writesAt(this.url) });
      await sleep(this.everyMs, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** Whether the app behind a URL says that its writer takes writes; undefined if it says nothing. */
export async function writesAt(url: string): Promise<boolean | undefined> {
  try {
    const signal = AbortSignal.timeout(ANSWER_MS);
    const answer = await fetch(`${url}/readyz`, { redirect: "manual", signal });
    const { ok } = block(block(await answer.json()).writer);
    return typeof ok === "boolean" ? ok : undefined;
  } catch {
    return undefined;
  }
}

// --- internal ---

/** Longer than the app waits for its database. */
const ANSWER_MS = 3_000;
