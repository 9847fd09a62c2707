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

/** Old and new of all that an update or a replacement changes, in the order of the attributes. */
export function shownIn(change: Change): Shown[] {
  const { before, after, after_unknown: unknown } = change;
  return differences(before, after).map(({ path, before: old, after: now }) => {
    const was = isMarked(change.before_sensitive, path) ? SECRET : short(old);
    if (isMarked(change.after_sensitive, path))
      return { path: path.join("."), before: was, after: SECRET };
    const is = isMarked(unknown, path) ? LATER : short(now);
    return { path: path.join("."), before: was, after: is };
  });
}

/** A value in a line's length: text in quotes, `none` for what is empty. */
export function short(value: unknown): string {
  if (value === null || value === undefined) return "none";
  const text = JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
