import { parse } from "../../../alarms/evaluator/expression";
import { calculate, type Series } from "../../../alarms/evaluator/math";

const none = undefined;
const of = (expression: string, metrics: Record<string, Series>) =>
  calculate(parse(expression), metrics);

/** The tables of AWS's page "Using metric math", read on 2026-11-29. `none` is their dash. */
describe("AWS's tables:", () => {
  const pair = { metric1: [30, 20, 0, 0], metric2: [20, none, 20, none] };
  test.each([
    ["(metric1 < metric2)", [0, 0, 1, 0]],
    ["(metric1 >= 30)", [1, 0, 0, 0]],
    ["(metric1 > 15 AND metric2 > 15)", [1, 0, 0, 0]],
  ])("%s", (expression, right) => {
    expect(of(expression, pair)).toEqual(right);
  });

  const choice = {
    metric1: [1, 1, 0, 0, none],
    metric2: [30, none, 0, 0, 30],
    metric3: [0, 0, 20, none, 20],
  };
  test.each([
    ["IF(metric1, metric2, metric3)", [30, 0, 20, none, none]],
    ["IF(metric1, 5, metric3)", [5, 5, 20, none, none]],
    ["IF(metric1, metric2, 5)", [30, 0, 5, 5, none]],
  ])("%s", (expression, right) => {
    expect(of(expression, choice)).toEqual(right);
  });
});

describe("AWS's words:", () => {
  test("a missing value counts as 0 where the other side has one, and both missing stay missing", () => {
    expect(of("m1 + m2", { m1: [1, none, none], m2: [2, 3, none] })).toEqual([3, 3, none]);
    expect(of("SUM([m1, m2])", { m1: [1, none, none], m2: [2, 3, none] })).toEqual([3, 3, none]);
  });
  test("what would divide by zero is dropped", () => {
    expect(of("errors / requests * 100", { errors: [1, 0], requests: [4, 0] })).toEqual([25, none]);
  });
  test("a condition is true for any value but 0, and without a third value the datapoint is dropped", () => {
    expect(of("IF(m1, m1)", { m1: [-1, 0] })).toEqual([-1, none]);
  });
  test("FILL puts a number or the last value where one is missing", () => {
    expect(of("FILL(m1, 1)", { m1: [none, 0, none] })).toEqual([1, 0, 1]);
    expect(of("FILL(m1, REPEAT)", { m1: [none, 2, none] })).toEqual([none, 2, 2]);
    expect(of("SUM(FILL(METRICS(), 1))", { m1: [none, 2], m2: [5, none] })).toEqual([6, 3]);
  });
});

test.each([
  ["1 + 2 * m", [7]],
  ["(1 + 2) * m", [9]],
  ["-2 * m - m", [-9]],
  ["m - 1 - 1", [1]],
  ["m > 2 && m < 4 || m == 9", [1]],
  ["MAX([m, m + 2])", [5]],
  ["AVG([m, m + 2])", [4]],
  ["MIN([m, -m])", [-3]],
])("%s binds as in arithmetic", (expression, right) => {
  expect(of(expression, { m: [3] })).toEqual(right);
});

test.each([
  ["m1 +", '"m1 +": must have an operand as part 3, got the end'],
  ["m1 m2", '"m1 m2": must have an operator or the end as part 2, got "m2"'],
  ["SUM([m1", '"SUM([m1": must have "]" as part 5, got the end'],
  ["m1 # 2", '"m1 # 2": got "# 2", which is no part of an expression'],
  ["m9", "must name one of m1, got m9"],
  ["SUM(m1)", "SUM must have a list in an alarm, as SUM([m1, m2])"],
  ["RATE(m1)", "RATE is not among the functions known here: IF, FILL, METRICS, SUM, AVG, MIN, MAX"],
  ["1 + 1", "must come to a time series, got a number"],
  ["[m1, m1]", "must come to one time series, got a list; put SUM, MIN, MAX or AVG around it"],
  ["FILL(m1, LINEAR)", "FILL must have a number or REPEAT after the metric"],
  ["NOT m1", "metric math here has no NOT"],
])("%s is refused", (expression, message) => {
  expect(() => of(expression, { m1: [1] })).toThrow(new Error(message));
});
