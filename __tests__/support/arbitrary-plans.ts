import fc from "fast-check";
import type { Change, ResourceChange, Values } from "../../terraform/plan";

/** An update with what it has more, of a resource of any type. */
export const updated = (
  before: Values,
  after: Values,
  more: Partial<Change> = {},
  type = "aws_x",
) => {
  const change: Change = { actions: ["update"], before, after, after_unknown: {}, ...more };
  return { address: `${type}.y`, mode: "managed", type, name: "y", change } as const;
};
export const marked = (marks: unknown) => ({ before_sensitive: marks, after_sensitive: marks });
export const planOf = (...resource_changes: ResourceChange[]) => ({
  format_version: "1.2",
  terraform_version: "1.15.5",
  complete: true,
  resource_changes,
});

interface Marked {
  readonly value: unknown;
  readonly marks: unknown;
}

const secret = fc.stringMatching(/^planted-[a-z"\\<&é]{6}$/);
const open = fc.oneof(fc.constantFrom(null, true, 0, 8080, "", "open"), fc.constant(["open"]));
const whole = (value: unknown): Marked => ({ value, marks: true });
const asList = (all: Marked[]): Marked => ({
  value: all.map(({ value }) => value),
  marks: all.map(({ marks }) => marks),
});
const asObject = (all: Record<string, Marked>): Marked => ({
  value: Object.fromEntries(Object.entries(all).map(([key, { value }]) => [key, value])),
  marks: Object.fromEntries(
    Object.entries(all).flatMap(([key, { marks }]) => (marks === false ? [] : [[key, marks]])),
  ),
});

/** A value and its marks in the shapes that Terraform writes: no mark can be false, {} or left out. */
const { anyMarked } = fc.letrec<{ anyMarked: Marked }>((tie) => ({
  anyMarked: fc.oneof(
    { maxDepth: 3 },
    open.map((value) => ({ value, marks: false })),
    fc.oneof(secret, fc.array(secret), fc.dictionary(secret, secret)).map(whole),
    fc.array(tie("anyMarked"), { maxLength: 3 }).map(asList),
    fc.dictionary(fc.constantFrom("a", "b", "c.d"), tie("anyMarked")).map(asObject),
  ),
}));
/** Two sides of a resource, copies of their secrets without a mark, and what is secret. */
export const markedPlan = fc.tuple(anyMarked, anyMarked).map(([one, other]) => {
  const secrets = [one, other].flatMap(({ value }) => plantedIn(value));
  const copies = {
    copies: secrets,
    policy: JSON.stringify(secrets),
    ...Object.fromEntries(secrets.map((each) => [each, 1])),
  };
  const change = updated(
    { v: one.value, ...copies },
    { v: other.value, ...copies },
    { before_sensitive: { v: one.marks }, after_sensitive: { v: other.marks } },
  );
  return {
    plan: planOf(change),
    secrets: secrets.flatMap((each) => [each, JSON.stringify(each).slice(1, -1)]),
  };
});

function plantedIn(value: unknown): string[] {
  if (typeof value === "string") return value.startsWith("planted") ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => [...plantedIn(key), ...plantedIn(each)]);
}
