import { distance } from "fastest-levenshtein";
import { z } from "zod";

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

/** A zod error parameter that says `must`, what it got, and the remedy. */
export function says(must: string, remedy: string) {
  return { error: (issue: { input?: unknown }) => sentence(must, issue.input, remedy) };
}

/** Like `z.enum`, and a near miss is told which value was probably meant. */
export function choice<const T extends readonly [string, ...string[]]>(values: T) {
  return z.enum(values, {
    error: ({ input }) =>
      sentence(`must be one of ${values.join(", ")}`, input, meant(input, values)),
  });
}

/** Like `z.strictObject`, and an unknown key is told the nearest known one. */
export function strict<T extends z.core.$ZodLooseShape>(shape: T) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => `is not a setting; ${meant(key, known)}`).join("\n")
        : sentence("must be an object", issue.input, `give it ${known.join(", ")}`),
  });
}

/** Like `z.discriminatedUnion` on `kind`, and the arms are named when none fits. */
export function kinds<T extends readonly [KindArm, ...KindArm[]]>(arms: T) {
  const names = arms.map((arm) => arm.shape.kind.value);
  return z.discriminatedUnion("kind", arms, {
    error: ({ input }) => {
      const kind = (input as { kind?: unknown } | null | undefined)?.kind;
      const must = `must be { kind: ${names.map((name) => JSON.stringify(name)).join(" | ")} }`;
      return sentence(must, input, meant(kind, names));
    },
  });
}

type KindArm = z.ZodObject<{ kind: z.ZodLiteral<string> }>;

/**
 * A rule over several settings. It runs whenever the settings it reads are themselves in order,
 * even if others are not (zod alone would wait for all of them), so that all faults come at once.
 */
export function rule<T>(
  reads: readonly string[],
  check: (value: T) => readonly { path: readonly string[]; says: string }[],
) {
  return z.superRefine<T>(
    (value, context) => {
      for (const { path, says: message } of check(value)) {
        context.addIssue({ code: "custom", path: [...path], message });
      }
    },
    {
      when: ({ value, issues }) =>
        typeof value === "object" &&
        value !== null &&
        !issues.some((issue) => reads.some((path) => overlaps(path, issue.path?.join(".") ?? ""))),
    },
  );
}

/** Flattens zod's issues: one fault for each unknown key, paths joined with dots. */
export function faultsOf(error: z.ZodError, where: string): Fault[] {
  return error.issues.flatMap((issue) => {
    const path = [where, ...issue.path].join(".");
    if (issue.code !== "unrecognized_keys") return [{ where: path, says: issue.message }];
    const messages = issue.message.split("\n");
    return issue.keys.map((key, i) => ({ where: `${path}.${key}`, says: messages[i] ?? "" }));
  });
}

/** `did you mean "cidr"`, or the list when nothing is near. */
export function meant(got: unknown, known: readonly string[]): string {
  const near = nearest(String(got), known);
  return near === undefined ? `known are ${known.join(", ")}` : `did you mean "${near}"?`;
}

/** Half the letters may be wrong: enough for a typo, too little for another word. */
function nearest(got: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((name) => ({ name, edits: distance(got.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits);
  return best && best.edits <= Math.ceil(got.length / 2) ? best.name : undefined;
}

function overlaps(rulePath: string, issuePath: string): boolean {
  return (
    issuePath === rulePath ||
    issuePath.startsWith(`${rulePath}.`) ||
    rulePath.startsWith(`${issuePath}.`)
  );
}

function show(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
