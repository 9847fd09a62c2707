import { isBlock, theOne } from "./document";
import { same } from "./values";

/** One thing that differs between two values: where, and what it was and is. */
export interface Difference {
  readonly path: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * The smallest parts in which two values of a resource differ. A list of one block reads as that
 * block, as its JSON may write it; of other lists only what is in one and not in the other is told.
 */
export function differences(
  before: unknown,
  after: unknown,
  path: readonly string[] = [],
): Difference[] {
  if (same(before, after)) return [];
  const [old, now] = [theOne(before), theOne(after)];
  if (isBlock(old) && isBlock(now)) {
    const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])].sort();
    return keys.flatMap((key) => differences(old[key], now[key], [...path, key]));
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    return [{ path, before: without(before, after), after: without(after, before) }];
  }
  return [{ path, before, after }];
}

// --- internal ---

function without(list: readonly unknown[], others: readonly unknown[]): unknown[] {
  return list.filter((each) => !others.some((other) => same(each, other)));
}
