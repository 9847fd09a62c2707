import { killRunning } from "./run";

/** Exit code of a command that was interrupted, as shells have it for Ctrl-C. */
export const INTERRUPTED = 130;

/** npm passes on a Ctrl-C that the terminal has sent to all of us already: the two are one. */
const ONE_PRESS_MS = 500;

/**
 * Aborts at the first Ctrl-C (or SIGTERM, or a closed terminal), so that what runs can end and be
 * cleaned up; a second one kills what still runs, and the cleaning up goes on.
 */
export function interrupts(): AbortSignal {
  signal ??= listen();
  return signal;
}

/** Whether that has happened. */
export function interrupted(): boolean {
  return signal?.aborted === true;
}

// --- internal ---

/** One for all who ask, as the signals go to the whole process. */
let signal: AbortSignal | undefined;

function listen(): AbortSignal {
  const controller = new AbortController();
  let first = 0;
  const onSignal = () => {
    if (!controller.signal.aborted) {
      first = Date.now();
      controller.abort();
    } else if (Date.now() - first > ONE_PRESS_MS) killRunning();
  };
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, onSignal);
  // A closed terminal can't be written to any more: no reason to end before all is cleaned up.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", unlessGone);
  return controller.signal;
}

function unlessGone(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE" && error.code !== "EIO") throw error;
}
