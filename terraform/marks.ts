import { isBlock, theOne } from "./document";

/**
 * Whether a part of a value, or what it is a part of, is marked: `before_sensitive`,
 * `after_sensitive` and `after_unknown` have true there, in the value's own shape.
 */
export function isMarked(marks: unknown, path: readonly string[]): boolean {
  const mark = theOne(marks);
  if (!isBlock(mark)) return Array.isArray(mark) ? mark.some((m) => isMarked(m, path)) : !!mark;
  const [key, ...rest] = path;
  if (key !== undefined) return isMarked(mark[key], rest);
  return Object.values(mark).some((each) => isMarked(each, []));
}
