import { differences } from "./differences";
import { isMarked } from "./marks";
import type { Change } from "./plan";

/** What may be shown of one part of a resource that a plan changes. */
export interface Shown {
  /** `ingress.cidr_blocks` */
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

const SECRET = "(sensitive)";
const LATER = "(known after apply)";
const LONGEST = 70;

/** Old and new of all that an update or a replacement changes, by attribute. */
export function shownIn(change: Change): Shown[] {
  const { before, after, after_unknown: unknown } = change;
  const known = differences(before, after);
  const isShown = (name: string) => known.some(({ path }) => path[0] === name);
  const later = Object.keys(unknown)
    .filter((name) => unknown[name] === true && !isShown(name))
    .map((name) => ({ path: [name], before: before?.[name], after: undefined }));
  return [...known, ...later]
    .map(({ path, ...values }) => {
      const [old, now] = contrast(values.before, values.after);
      return {
        path: path.join("."),
        before: isMarked(change.before_sensitive, path) ? SECRET : old,
        after: afterOf(change, path, now),
      };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** A value in a line's length: text in quotes, `none` for what is empty. */
export function short(value: unknown): string {
  return cut(wholly(value));
}

/** Two values that differ, each in a line's length, with the place where they differ in sight. */
export function contrast(before: unknown, after: unknown): [before: string, after: string] {
  const texts = [before, after].map((each) => wholly(each));
  const [old = "", now = ""] = texts;
  const found = old.split("").findIndex((letter, i) => letter !== now[i]);
  const from = found < 0 ? old.length : found;
  if (Math.max(old.length, now.length) <= LONGEST || from < LONGEST / 2)
    return [cut(old), cut(now)];
  const start = from - BEFORE_IT;
  return [cut(`…${old.slice(start)}`), cut(`…${now.slice(start)}`)];
}

// --- internal ---

/** Letters shown of what is the same, before the first that differs. */
const BEFORE_IT = 20;

function wholly(value: unknown): string {
  return value === null || value === undefined ? "none" : JSON.stringify(value);
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

function afterOf(change: Change, path: readonly string[], shown: string): string {
  if (isMarked(change.after_sensitive, path)) return SECRET;
  return isMarked(change.after_unknown, path) ? LATER : shown;
}
