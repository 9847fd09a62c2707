/** Exit code of a command that was interrupted, as shells have it for Ctrl-C. */
export const INTERRUPTED = 130;

/** npm passes on a Ctrl-C that the terminal has sent to all of us already: the two are one. */
const ONE_PRESS_MS = 500;

/**
 * Aborts at the first Ctrl-C (or SIGTERM, or a closed terminal), so that what runs can end and be
 * cleaned up.
 * @param kill called at a second one, to end what still runs; the cleaning up goes on
 */
export function interrupts(kill: () => void): AbortSignal {
  const controller = new AbortController();
  const onSignal = () => {
    if (!interrupted()) {
      first = Date.now();
      controller.abort();
    } else if (Date.now() - first > ONE_PRESS_MS) kill();
  };
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, onSignal);
  return controller.signal;
}

/** Whether that has happened, to whichever part of this process has asked. */
export function interrupted(): boolean {
  return first > 0;
}

// --- internal ---

/** When the first one came; 0 before. */
let first = 0;
