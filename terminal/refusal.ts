import { distance } from "fastest-levenshtein";

/** One thing wrong with the input: where it is, and a sentence `what, got; do`. */
export interface Fault {
  readonly where: string;
  readonly says: string;
}

/** The one expected error: what we refuse or can't do, all faults at once. Printed without a stack. */
export class Refusal extends Error {
  override readonly name = "Refusal";

  /**
   * @param exitCode 2 for arguments that make no sense; without it the command's usual one
   * @param cause what happened underneath, for those who ask for it by --verbose
   */
  constructor(
    readonly faults: readonly Fault[],
    readonly exitCode?: 2,
    cause?: unknown,
  ) {
    super(faults.map(({ where, says }) => [where, says].filter(Boolean).join(": ")).join("\n"), {
      cause,
    });
  }
}

/** A fault that is a line already: `where: says`. */
export function faultIn(line: string): Fault {
  const [where = "", ...says] = line.split(": ");
  return { where, says: says.join(": ") };
}

/** `must be X, got Y; do Z`: the shape of every message in this project. */
export function sentence(must: string, got: unknown, remedy: string): string {
  return `${must}, got ${show(got)}; ${remedy}`;
}

/** `did you mean "cidr"?`, or the list when nothing is near. */
export function meant(got: string, known: readonly string[]): string {
  const near = nearest(got, known);
  return near === undefined ? `known are ${known.join(", ")}` : `did you mean "${near}"?`;
}

/**
 * The one name that begins so: "own" means "own-key" and not "aws". Otherwise half the letters may be wrong,
 * but not all: enough for a typo, too little for another word.
 */
export function nearest(got: string, known: readonly string[]): string | undefined {
  const [begun, another] = known.filter((name) => got.length > 2 && name.startsWith(got));
  if (begun !== undefined && another === undefined) return begun;
  const [best] = known
    .map((name) => ({ name, edits: distance(got.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits);
  const most = Math.min(Math.ceil(got.length / 2), got.length - 1);
  return best && best.edits <= most ? best.name : undefined;
}

/** A path as people write it. Names that would be invisible, or break the line, are quoted. */
export function dotted(path: readonly string[]): string {
  return path.map((key) => (/^[!-~]+$/.test(key) ? key : JSON.stringify(key))).join(".");
}

/** A value as messages show it, at most 80 characters long. */
export function show(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = textOf(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

// --- internal ---

/** As JSON where JSON can say it. It calls NaN null, knows no functions and breaks at a bigint. */
function textOf(value: unknown): string {
  if (typeof value === "number") return String(value);
  try {
    return JSON.stringify(value) ?? `a ${typeof value}`;
  } catch {
    return `a ${typeof value} that JSON can't hold`;
  }
}
