import { sentence } from "../../terminal/refusal";
import { choice, rule, strict } from "../schema";
import { text } from "./words";

/** When AWS backs a database up and maintains it, in UTC, and whether our changes wait for that. */
export const windows = strict({
  backup: text(
    "must be hours of a day in UTC, at least half an hour",
    'write it like "03:00-04:00"',
    /^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/,
  ),
  maintenance: text(
    "must be hours of a week in UTC, at least half an hour and less than a day",
    'write it like "sun:04:30-sun:05:30"',
    /^(sun|mon|tue|wed|thu|fri|sat):([01]\d|2[0-3]):[0-5]\d-(sun|mon|tue|wed|thu|fri|sat):([01]\d|2[0-3]):[0-5]\d$/,
  ),
  apply: choice(["now", "window"]),
}).check(
  rule(["backup", "maintenance"], ({ backup, maintenance }) => [
    ...length(["backup"], backup, DAY, 'write it like "03:00-04:00"'),
    ...length(["maintenance"], maintenance, WEEK, 'write it like "sun:04:30-sun:05:30"'),
    ...apart(backup, maintenance),
  ]),
);

// --- internal ---

const DAY = 24 * 60;
const WEEK = 7 * DAY;
const SHORTEST = 30;

type Faults = { path: string[]; says: string }[];

function length(path: string[], window: string, cycle: number, remedy: string): Faults {
  const minutes = minutesOf(window, cycle).length;
  if (minutes >= SHORTEST && minutes < DAY) return [];
  const must = "must be at least 30 minutes long, and less than a day";
  return [{ path, says: sentence(must, window, remedy) }];
}

/** AWS refuses two windows that overlap on any day. */
function apart(backup: string, maintenance: string): Faults {
  const ofBackup = new Set(minutesOf(backup, DAY));
  if (!minutesOf(maintenance, WEEK).some((minute) => ofBackup.has(minute % DAY))) return [];
  const must = `must not overlap the backup window ${backup}`;
  return [{ path: ["maintenance"], says: sentence(must, maintenance, "choose other hours") }];
}

/** Each minute of a window, counted from the start of its day or week; it may go past the end. */
function minutesOf(window: string, cycle: number): number[] {
  const [from = 0, to = 0] = window.split("-").map(minuteOf);
  return Array.from({ length: (to - from + cycle) % cycle }, (_, i) => (from + i) % cycle);
}

/** `04:30`, or `sun:04:30`. */
function minuteOf(time: string): number {
  const [minutes = 0, hours = 0] = time.slice(-5).split(":").reverse().map(Number);
  const day = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"].indexOf(time.slice(0, 3));
  return Math.max(day, 0) * DAY + hours * 60 + minutes;
}
