/** One thing wrong with the input: where it is, and a sentence `what, got; do`. */
export interface Fault {
  readonly where: string;
  readonly says: string;
}

/** Input we refuse, with every fault told at once. Expected, so callers print it without a stack. */
export class Refusal extends Error {
  override readonly name = "Refusal";

  constructor(readonly faults: readonly Fault[]) {
    super(faults.map(({ where, says }) => `${where}: ${says}`).join("\n"));
  }
}

/** `must be X, got Y; do Z`: the shape of every message in this project. */
export function sentence(must: string, got: unknown, remedy: string): string {
  return `${must}, got ${show(got)}; ${remedy}`;
}

// --- internal ---

function show(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = textOf(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** As JSON where JSON can say it. It calls NaN null, knows no functions and breaks at a bigint. */
function textOf(value: unknown): string {
  if (typeof value === "number") return String(value);
  try {
    return JSON.stringify(value) ?? `a ${typeof value}`;
  } catch {
    return `a ${typeof value} that JSON can't hold`;
  }
}
