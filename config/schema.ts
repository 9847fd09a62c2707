import { z } from "zod";
import { dotted, type Fault, meant, nearest, sentence } from "../terminal/refusal";

/** A zod error parameter that says `must`, what it got, and the remedy, which may fit what it got. */
export function says(must: string, remedy: string | ((got: unknown) => string)) {
  const remedyFor = typeof remedy === "string" ? () => remedy : remedy;
  return { error: ({ input }: { input?: unknown }) => sentence(must, input, remedyFor(input)) };
}

/** Like `z.enum`, and a near miss is told which value was probably meant. */
export function choice<const T extends readonly [string, ...string[]]>(values: T) {
  return z.enum(values, { error: ({ input }) => notOneOf(values, input) });
}

/** Like `z.strictObject`, and an unknown key is told the nearest known one. */
export function strict<T extends z.core.$ZodLooseShape>(shape: T, must = "must be an object") {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => `is not a setting; ${meant(key, known)}`).join("\n")
        : sentence(must, issue.input, `give it ${known.join(", ")}`),
  });
}

/** An object, or "none", which is the same as leaving it out. A union would hide what is wrong inside. */
export function orNone<T extends z.ZodType>(schema: T) {
  const read = z.preprocess((value) => (value === "none" ? undefined : value), schema.optional());
  return z.optional(read as z.ZodType<z.output<T> | undefined, z.input<T> | "none" | undefined>);
}

/**
 * Like `z.record` over names of a pattern. The names are held against it by a rule, since zod would
 * not look at what stands under a bad one.
 */
export function named<V extends z.ZodType>(
  pattern: RegExp,
  nameSays: ReturnType<typeof says>,
  value: V,
  recordSays: ReturnType<typeof says>,
) {
  return z.record(z.string(), value, recordSays).check(
    rule([], (all) =>
      Object.keys(all)
        .filter((name) => !pattern.test(name))
        .map((name) => ({ path: [name], says: nameSays.error({ input: name }) })),
    ),
  );
}

/** Like `z.discriminatedUnion` on `kind`, and the arms are named when none fits. */
export function kinds<T extends readonly [KindArm, ...KindArm[]]>(arms: T) {
  const names = arms.map((arm) => arm.shape.kind.value);
  return z.discriminatedUnion("kind", arms, {
    error: ({ code, input }) =>
      code === "invalid_union"
        ? notOneOf(names, (input as { kind?: unknown }).kind)
        : sentence("must be an object", input, `give it a kind, one of ${names.join(", ")}`),
  });
}

type KindArm = z.ZodObject<{ kind: z.ZodLiteral<string> }>;

/**
 * A rule over several settings, or over a list as a whole (which reads nothing but the list). It
 * runs whenever what it reads is there and of the right type, even if something else is wrong
 * (zod alone would wait for everything), so that all faults come at once. What stands deeper than
 * what it reads may be anything.
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
      when: ({ issues }) =>
        !issues.filter(hidesValue).some(({ path: at = [] }) => {
          const wrong = at.join(".");
          return wrong === "" || reads.some((path) => `${path}.`.startsWith(`${wrong}.`));
        }),
    },
  );
}

/** Flattens zod's issues: one fault for each unknown key, paths joined with dots. */
export function faultsOf(error: z.ZodError, where: string): Fault[] {
  return error.issues.flatMap((issue) => {
    const path = [where, ...issue.path.map(String)];
    if (issue.code !== "unrecognized_keys") return [{ where: dotted(path), says: issue.message }];
    const messages = issue.message.split("\n");
    return issue.keys.map((key, i) => ({ where: dotted([...path, key]), says: messages[i] ?? "" }));
  });
}

function notOneOf(values: readonly string[], got: unknown): string {
  const near = typeof got === "string" ? nearest(got, values) : undefined;
  const remedy = near === undefined ? "choose one of these" : `did you mean "${near}"?`;
  return sentence(`must be one of ${values.join(", ")}`, got, remedy);
}

/** An unknown key beside a value, or what another rule found, leaves the value readable. */
function hidesValue({ code }: z.core.$ZodRawIssue): boolean {
  return code !== "unrecognized_keys" && code !== "custom";
}
