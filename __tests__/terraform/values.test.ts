import fc from "fast-check";
import { same } from "../../terraform/values";

test.each([
  ["", null],
  [0, undefined],
  [false, []],
  [{}, null],
  [{ a: null, b: [], c: { d: "" } }, {}],
  [{ a: 1, b: "" }, { a: 1 }],
  [[null], [""]],
  [
    { a: 1, b: 2 },
    { b: 2, a: 1 },
  ],
])("%j and %j are the same", (a, b) => {
  expect([same(a, b), same(b, a)]).toEqual([true, true]);
});

test.each([
  [1, "1"],
  [[null], []],
  [
    [1, 2],
    [2, 1],
  ],
  [["a"], "a"],
  [{ a: 1 }, {}],
  [{ a: { b: 1 } }, { a: { b: 2 } }],
  [[[]], []],
  [{ constructor: 1 }, {}],
])("%j and %j differ", (a, b) => {
  expect([same(a, b), same(b, a)]).toEqual([false, false]);
});

test("a value is the same as what JSON makes of it, and not with something more in it", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      expect(same(value, JSON.parse(JSON.stringify(value)))).toBe(true);
      expect(same(value, { ...value, "more than that": 1 })).toBe(false);
    }),
  );
});
