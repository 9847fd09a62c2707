import { block, isBlock } from "../terraform/document";

/**
 * A stack as checkov can read it. Its 3.3.30 reads nothing at all of JSON that has `required_version`,
 * `moved`, `import` or `removed`, and exits with 0. So what describes no resource is left out.
 */
export interface Cleaned {
  readonly text: string;
  /** The address of the resource or data source whose key is on a line, counted from 1. */
  readonly addressAt: ReadonlyMap<number, string>;
}

export function cleaned(document: unknown): Cleaned {
  const kept = KEPT.filter((key) => isBlock(block(document)[key]));
  const text = JSON.stringify(
    Object.fromEntries(kept.map((key) => [key, withoutComments(block(document)[key])])),
    null,
    1,
  );
  return { text, addressAt: addressesIn(text) };
}

// --- internal ---

const KEPT = ["provider", "data", "resource", "output"];

/** CDKTF's paths: checkov takes `//` for an attribute. */
function withoutComments(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutComments);
  if (!isBlock(value)) return value;
  const entries = Object.entries(value).filter(([key]) => key !== "//");
  return Object.fromEntries(entries.map(([key, each]) => [key, withoutComments(each)]));
}

/** By depth: the text has one blank for each, and no value has a line break. */
function addressesIn(text: string): Map<number, string> {
  const found = new Map<number, string>();
  const keys: string[] = [];
  for (const [i, line] of text.split("\n").entries()) {
    const [, blanks = "", key] = /^( *)("(?:[^"\\]|\\.)*"): [{[]/.exec(line) ?? [];
    if (key === undefined || blanks.length > 3) continue;
    keys.length = blanks.length - 1;
    keys.push(JSON.parse(key));
    const [kind, type, name] = keys;
    if (name === undefined) continue;
    if (kind === "resource") found.set(i + 1, `${type}.${name}`);
    if (kind === "data") found.set(i + 1, `data.${type}.${name}`);
  }
  return found;
}
