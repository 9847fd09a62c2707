import { readdirSync, readFileSync } from "node:fs";

/** Milliseconds of processor time that this process has wanted since the last look. */
export type Look = () => number;

/**
 * What its threads ran, and what they waited for a processor: on a machine of its own they would not
 * have waited. Where the system doesn't say how long they waited, what they ran.
 */
export function processorTime(): Look {
  return wanted().size > 0 ? wantedSince() : ranSince();
}

// --- internal ---

const TASKS = "/proc/self/task";

function wantedSince(): Look {
  let last = wanted();
  return () => {
    const now = wanted();
    const all = [...now].map(([thread, ms]) => ms - (last.get(thread) ?? 0));
    last = now;
    return all.reduce((sum, ms) => sum + ms, 0);
  };
}

function ranSince(): Look {
  let last = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(last);
    last = process.cpuUsage();
    return (user + system) / 1000;
  };
}

/** By thread. Of each, Linux counts the nanoseconds that it ran and waited, then how often. */
function wanted(): ReadonlyMap<string, number> {
  try {
    return new Map(readdirSync(TASKS).map((thread) => [thread, wantedBy(thread)]));
  } catch {
    return new Map();
  }
}

function wantedBy(thread: string): number {
  try {
    const [ran = 0, waited = 0] = readFileSync(`${TASKS}/${thread}/schedstat`, "utf8")
      .split(" ")
      .map(Number);
    return (ran + waited) / 1e6;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return 0; // it has just ended
    throw error;
  }
}
