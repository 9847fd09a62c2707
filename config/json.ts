import { parse } from "lossless-json";
import { type Fault, sentence } from "../terminal/refusal";

/** A name with its colon, any other text (which may hold brackets), or a bracket. */
const TOKEN = /("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[{}[\]]/g;

/**
 * Reads JSON, and finds fault with what JSON.parse lets pass without a word: a name given twice,
 * of which the last would win, and `__proto__`, which others would take for something else.
 */
export function readJson(text: string, where: string): { value?: unknown; faults: Fault[] } {
  let value: unknown;
  try {
    value = parse(text, undefined, { parseNumber: Number, onDuplicateKey: () => undefined });
  } catch (error) {
    const expected = (error as Error).message.replace(/^[A-Z](?=[a-z])/, (first) =>
      first.toLowerCase(),
    );
    return { faults: [{ where, says: sentence("must be JSON", text, expected) }] };
  }
  return { value, faults: faultyNames(text).map((says) => ({ where, says })) };
}

function faultyNames(json: string): string[] {
  const found: string[] = [];
  const open: { name?: string; names: Set<string> }[] = [];
  for (const [token, quoted] of json.matchAll(TOKEN)) {
    const here = open.at(-1);
    if (token === "{" || token === "[") open.push({ names: new Set() });
    else if (token === "}" || token === "]") open.pop();
    else if (quoted !== undefined && here) {
      const name: string = JSON.parse(quoted);
      here.name = name;
      const path = open.flatMap((each) => each.name ?? []).join(".");
      if (name === "__proto__") found.push(`must name nothing __proto__, got ${path}; remove it`);
      if (here.names.has(name))
        found.push(`must give each name once, got ${path} again; rename or remove one`);
      here.names.add(name);
    }
  }
  return found;
}
