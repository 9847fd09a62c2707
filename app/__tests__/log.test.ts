import { factsOf, jsonLog } from "../log";

const lines: string[] = [];
const log = jsonLog((line) => lines.push(line));
const last = () => JSON.parse(lines.at(-1) ?? "");

test("a line is shorter than the 48 kB at which journald cuts, whatever it is about", () => {
  const long = "\u0001".repeat(100_000);
  log.error("request failed", { id: long, error: long, stack: long });
  expect(lines.at(-1)?.length).toBeLessThan(48_000);
  expect(last().error).toContain("… (100000 characters)");
});

test.each([
  ["MySQL", { sqlState: "22007", code: "ER_TRUNCATED_WRONG_VALUE_FOR_FIELD" }],
  ["PostgreSQL", { severity: "ERROR", code: "22021" }],
])("an error of %s is logged by its code, since its words quote what was typed", (_, facts) => {
  const error = Object.assign(new Error("Incorrect value: 'my\n    at neighbour' here"), facts);
  log.error("request failed", factsOf(error));
  expect(last().error).toBe(facts.code);
  expect(last().stack).toMatch(/^at .*log\.test\.ts/);
  expect(lines.at(-1)).not.toContain("neighbour");
});

test("another error is logged by its words and where it was thrown", () => {
  log.error("request failed", factsOf(new Error("the fleet is gone")));
  expect(last()).toMatchObject({
    error: "the fleet is gone",
    stack: expect.stringMatching(/^at /),
  });
});
