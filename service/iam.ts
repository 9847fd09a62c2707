/**
 * Whether AWS would allow a call, by its published rules of evaluation. IAM's own policy simulator
 * is a part of AWS and can't be reached from here; this knows what our policies use and no more, and
 * throws at anything else.
 */
export interface Call {
  readonly action: string;
  readonly resource: string;
  /** Condition keys and their values; a key that isn't there is one that the call doesn't have. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

type Some = string | readonly string[];

export interface StatementJson {
  readonly Effect: "Allow" | "Deny";
  readonly Action?: Some;
  readonly NotAction?: Some;
  readonly Resource?: Some;
  readonly NotResource?: Some;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, Some>>>>;
}

/** Allowed by a statement of a role's policies and denied by none; and by its boundary as well. */
export function allows(
  statements: readonly StatementJson[],
  call: Call,
  boundary?: readonly StatementJson[],
): boolean {
  const applying = statements.filter((statement) => applies(statement, call));
  const effects = applying.map(({ Effect }) => Effect);
  if (effects.includes("Deny") || !effects.includes("Allow")) return false;
  return boundary === undefined || allows(boundary, call);
}

function applies(statement: StatementJson, { action, resource, context = {} }: Call): boolean {
  const { Action, NotAction, Resource, NotResource, Condition = {} } = statement;
  // Services and actions are the same in small letters, ARNs aren't.
  const acts = Action ? isLike(action, Action, "i") : !isLike(action, NotAction ?? [], "i");
  const on = Resource ? isLike(resource, Resource) : !isLike(resource, NotResource ?? []);
  const holds = Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => test(operator, listOf(values), context[key])),
  );
  return acts && on && holds;
}

/** One condition: an operator, the values in the policy, and what the call has under the key. */
function test(operator: string, values: readonly string[], got: Some | undefined): boolean {
  const name = operator.replace(/^ForAllValues:/, "").replace(/IfExists$/, "");
  if (name === "Null") return values.includes(String(got === undefined));
  // Without the key a comparison fails, unless it is a negated one or says what to do then.
  if (got === undefined) return name !== operator || name === "StringNotEquals";
  const found = listOf(got);
  if (found.length > 1 && !operator.startsWith("ForAllValues:")) {
    throw new Error(`${operator}: must be ForAllValues: for a key with several values`);
  }
  return found.every((value) => compare(name, value, values));
}

function compare(operator: string, value: string, values: readonly string[]): boolean {
  switch (operator) {
    case "Bool":
    case "StringEquals":
      return values.includes(value);
    case "StringNotEquals":
      return !values.includes(value);
    case "StringLike":
    case "ArnEquals":
      return isLike(value, values);
    default:
      throw new Error(`${operator}: is not known here`);
  }
}

/** `*` is any text, also over slashes and colons, and `?` one character. */
function isLike(text: string, patterns: Some, flags = ""): boolean {
  return listOf(patterns).some((pattern) => {
    const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, "\\$&");
    const matching = escaped.replaceAll("*", ".*").replaceAll("?", ".");
    return new RegExp(`^${matching}$`, flags).test(text);
  });
}

function listOf(some: Some): readonly string[] {
  return typeof some === "string" ? [some] : some;
}
