import { isBlock, theOne } from "./document";
import { readJson } from "./json";
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
 * A text that is JSON, such as a policy, is compared by what it says.
 */
export function differences(
  before: unknown,
  after: unknown,
  path: readonly string[] = [],
): Difference[] {
  if (same(before, after)) return [];
  const documents = [documentIn(before), documentIn(after)];
  if (documents.every((each) => each !== undefined)) {
    return inDocuments(documents[0], documents[1], path);
  }
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

/** As `differences`, and of a list as long as before, element by element: `Statement.1.Principal`. */
function inDocuments(before: unknown, after: unknown, path: readonly string[]): Difference[] {
  const isPair = Array.isArray(before) && Array.isArray(after) && before.length === after.length;
  if (same(before, after)) return [];
  if (isPair && before.length > 1 && [...before, ...after].every(isBlock)) {
    return before.flatMap((each, i) => inDocuments(each, after[i], [...path, String(i)]));
  }
  const [old, now] = [theOne(before), theOne(after)];
  if (!isBlock(old) || !isBlock(now)) return differences(before, after, path);
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])].sort();
  return keys.flatMap((key) => inDocuments(old[key], now[key], [...path, key]));
}

/** What a text says in JSON, if that is an object or a list. */
function documentIn(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return undefined;
  try {
    return readJson(value);
  } catch {
    return undefined;
  }
}

function without(list: readonly unknown[], others: readonly unknown[]): unknown[] {
  return list.filter((each) => !others.some((other) => same(each, other)));
}
