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
    .map(({ path, ...values }) => ({
      path: path.join("."),
      before: isMarked(change.before_sensitive, path) ? SECRET : short(values.before),
      after: afterOf(change, path, values.after),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** A value in a line's length: text in quotes, `none` for what is empty. */
export function short(value: unknown): string {
  if (value === null || value === undefined) return "none";
  const text = JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

// --- internal ---

function afterOf(change: Change, path: readonly string[], value: unknown): string {
  if (isMarked(change.after_sensitive, path)) return SECRET;
  return isMarked(change.after_unknown, path) ? LATER : short(value);
}
