const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** `2026-11-29`, of a time as ISO 8601. */
export function dayOf(time: string): string {
  return time.slice(0, 10);
}

/** `2026-11-29 15:20 UTC` */
export function minuteOf(time: string): string {
  return `${time.slice(0, 16).replace("T", " ")} UTC`;
}

/** What lies between two times: `12 min`, `5 h`, `3 d`. */
export function ageIn(from: string, to: string): string {
  const ms = Math.max(0, Date.parse(to) - Date.parse(from));
  if (ms < HOUR) return `${Math.floor(ms / 60_000)} min`;
  return ms < 2 * DAY ? `${Math.floor(ms / HOUR)} h` : `${Math.floor(ms / DAY)} d`;
}

export function daysUntil(time: string, now: string): number {
  return (Date.parse(time) - Date.parse(now)) / DAY;
}

export function listed(all: readonly string[]): string {
  return all.join(", ");
}
