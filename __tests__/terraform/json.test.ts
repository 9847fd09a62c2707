import { differences } from "../../terraform/differences";
import { readJson } from "../../terraform/json";
import { same } from "../../terraform/values";

test.each([
  ["whole numbers beyond 2^53", "9007199254740992", "9007199254740993"],
  ["the same, negative", "-9007199254740992", "-9007199254740993"],
  ["fractions with more digits than a double has", "0.1", "0.10000000000000000001"],
  ["numbers beyond all doubles", `1${"0".repeat(400)}`, `2${"0".repeat(400)}`],
  ["numbers with exponents", "1e400", "2e400"],
])("two that JavaScript takes for one stay two: %s", (_, a, b) => {
  const { before, after } = readJson(`{"before":{"n": ${a}},"after":{"n":[${b}]}}`) as {
    before: unknown;
    after: { n: unknown[] };
  };
  expect(same(before, { n: after.n[0] })).toBe(false);
  expect(differences(before, { n: after.n[0] })).toHaveLength(1);
});

test("what a double holds is a number, whatever else stands in the document", () => {
  const json = '{"big": 12345678901234567890, "port": 443, "share": 0.25, "list": [1e3]}';
  expect(readJson(json)).toEqual({
    big: "12345678901234567890",
    port: 443,
    share: 0.25,
    list: [1000],
  });
});

test("digits in a text are a text", () => {
  const json = '{"account":"12345678901234567890","said":"a: 12345678901234567890, and 1e400"}';
  expect(readJson(json)).toEqual(JSON.parse(json));
});
