import type { Event } from "../database/cluster";
import type { Pause } from "./watch";

/** How long nothing could be saved, with how exact that is. */
export function renderPause(url: string, { ms, exactMs }: Pause): string {
  const exact = seconds(exactMs);
  const said =
    ms === 0 ? `for less than ${exact} s` : `for ${seconds(ms)} s, give or take ${exact} s`;
  return `Nothing could be saved ${said},\nas ${url}/readyz saw it.`;
}

/** What RDS says, where the app can't be asked. */
export function renderEvents(url: string | undefined, events: readonly Event[]): string {
  const why =
    url === undefined
      ? "There is no load balancer"
      : `${url}/readyz can't be asked from here, or isn't ready`;
  const head = `${why}, so how long nothing\ncould be saved isn't measured.`;
  if (events.length === 0) return `${head} RDS has no events of it yet.`;
  const lines = events.map(
    ({ at, source, message }) => `  ${at.toISOString().slice(11, 19)}  ${source}  ${message}`,
  );
  return [`${head} RDS says:`, ...lines].join("\n");
}

// --- internal ---

function seconds(ms: number): string {
  return (ms / 1000).toFixed(ms < 10_000 ? 1 : 0);
}
