import { isBlock, theOne } from "./document";

/**
 * Whether a part of a value, or what it is a part of, is marked: `before_sensitive`,
 * `after_sensitive` and `after_unknown` have true there, in the value's own shape.
 */
export function isMarked(marks: unknown, path: readonly string[], at = 0): boolean {
  const mark = theOne(marks);
  if (Array.isArray(mark)) return mark.some((each) => isMarked(each, path, at));
  if (!isBlock(mark)) return !!mark;
  const key = path[at];
  if (key !== undefined) return isMarked(mark[key], path, at + 1);
  return Object.values(mark).some((each) => isMarked(each, []));
}
