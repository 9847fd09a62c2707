import type { Change } from "../../terraform/plan";
import { contrast, shownIn } from "../../terraform/shown";

const update = (change: Partial<Change>) =>
  shownIn({ actions: ["update"], before: {}, after: {}, after_unknown: {}, ...change } as Change);

test("old and new of what changes are shown, and of nothing else", () => {
  expect(update({ before: { a: 1, b: "x" }, after: { a: 2, b: "x" } })).toEqual([
    { path: "a", before: "1", after: "2" },
  ]);
});

test("a secret is shown neither before nor after, wherever it is marked", () => {
  const change = { before: { key: { p: "hunter2" } }, after: { key: { p: "hunter3" } } };
  const secret = { path: "key.p", before: "(sensitive)", after: "(sensitive)" };
  const marks = { key: { p: true } };
  expect(update({ ...change, before_sensitive: marks, after_sensitive: marks })).toEqual([secret]);
  const whole = { key: true };
  expect(update({ ...change, before_sensitive: whole, after_sensitive: whole })).toEqual([secret]);
});

test("what only the apply tells is said so", () => {
  expect(update({ before: { version: 1 }, after: {}, after_unknown: { version: true } })).toEqual([
    { path: "version", before: "1", after: "(known after apply)" },
  ]);
});

test("what was empty and only the apply tells is shown, too", () => {
  expect(update({ before: { arn: null }, after: {}, after_unknown: { arn: true } })).toEqual([
    { path: "arn", before: "none", after: "(known after apply)" },
  ]);
});

test("a long value is cut to one line", () => {
  const [shown] = update({ before: { text: null }, after: { text: "x".repeat(100) } });
  expect(shown).toMatchObject({ before: "none", after: `"${"x".repeat(68)}…` });
});

test("two long values show where they differ", () => {
  const same = "x".repeat(200);
  expect(contrast(`${same}old`, `${same}new`)).toEqual([
    `…${"x".repeat(20)}old"`,
    `…${"x".repeat(20)}new"`,
  ]);
  expect(contrast(same, `${same}y`)).toEqual([`…${"x".repeat(20)}"`, `…${"x".repeat(20)}y"`]);
  const [old, now] = contrast(`a${same}`, `b${same}`);
  expect([old, now].map((each) => [each.slice(0, 3), each.length])).toEqual([
    ['"ax', 70],
    ['"bx', 70],
  ]);
  expect(contrast("a", null)).toEqual(['"a"', "none"]);
  const whole = "x".repeat(60);
  expect(contrast(`${whole}a`, `${whole}b`)).toEqual([`"${whole}a"`, `"${whole}b"`]);
});
