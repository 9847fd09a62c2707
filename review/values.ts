import { type Difference, differences } from "../terraform/differences";
import { isMarked } from "../terraform/marks";
import type { Change as Entry } from "../terraform/plan";
import type { Value } from "./rule";
import { SECRET, type Secrets } from "./secrets";

const LATER = "(known after apply)";
const LONGEST = 160;

/**
 * Old and new of some attributes, down to the parts that differ. JSON in a text is compared as what
 * it says; of long texts only what comes from where they differ is shown.
 * @param paths attributes, or parts of them: `metadata_options.http_tokens`
 */
export function valuesOf(entry: Entry, paths: readonly string[], secrets: Secrets): Value[] {
  if (paths.length === 0) return [];
  const heads = [...new Set(paths.map((path) => path.split(".")[0] ?? ""))];
  return heads
    .flatMap((head) => differencesIn(entry, head))
    .filter(({ path }) => paths.some((each) => isWithin(path.join("."), each)))
    .map((each) => shownOf(entry, each, secrets));
}

/** Old and new of something that is no resource. */
export function valueFrom(path: string, before: unknown, after: unknown, secrets: Secrets): Value {
  const [was, is] = fromWhereTheyDiffer(secrets.mask(before), secrets.mask(after));
  return { path: String(secrets.mask(path)), before: was, after: is };
}

// --- internal ---

function differencesIn({ before, after, after_unknown: unknown }: Entry, head: string) {
  if (unknown[head] === true) return [{ path: [head], before: before?.[head], after: LATER }];
  return differences(parsed(before?.[head]), parsed(after?.[head]), [head]);
}

function shownOf(entry: Entry, { path, before, after }: Difference, secrets: Secrets): Value {
  const wasSecret = isMarked(entry.before_sensitive, path);
  const isSecret = isMarked(entry.after_sensitive, path);
  const is = after === undefined && isMarked(entry.after_unknown, path) ? LATER : after;
  return valueFrom(path.join("."), wasSecret ? SECRET : before, isSecret ? SECRET : is, secrets);
}

/** One is a part of the other: a finding about `rule` shows `rule.id`. */
function isWithin(path: string, of: string): boolean {
  return path === of || path.startsWith(`${of}.`) || of.startsWith(`${path}.`);
}

function parsed(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*[{[]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function fromWhereTheyDiffer(before: unknown, after: unknown): [unknown, unknown] {
  if (typeof before !== "string" || typeof after !== "string") return [cut(before), cut(after)];
  if (Math.max(before.length, after.length) <= LONGEST) return [before, after];
  let at = 0;
  while (at < before.length && before[at] === after[at]) at += 1;
  const from = Math.max(0, at - 20);
  return [cut(tail(before, from)), cut(tail(after, from))];
}

function tail(text: string, from: number): string {
  return from === 0 ? text : `…${text.slice(from)}`;
}

function cut(value: unknown): unknown {
  if (value === undefined) return null;
  if (typeof value === "string" && value.length > LONGEST) return `${value.slice(0, LONGEST)}…`;
  return value;
}
