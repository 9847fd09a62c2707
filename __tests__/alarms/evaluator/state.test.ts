import type { Series } from "../../../alarms/evaluator/math";
import { evaluate, type Judgement, type State, states } from "../../../alarms/evaluator/state";

/**
 * Word for word the two tables of AWS's page "Configuring how CloudWatch alarms treat missing data", read on
 * 2026-11-29: 0 is within the threshold, X breaches it, - is missing, the newest on the right. The columns are
 * datapoints, how many must be filled, MISSING, IGNORE, BREACHING, NOT BREACHING.
 */
const THREE_OF_THREE = `
0 - X - X | 0 | OK                | OK                   | OK    | OK
0 - - - - | 2 | OK                | OK                   | OK    | OK
- - - - - | 3 | INSUFFICIENT_DATA | Retain current state | ALARM | OK
0 X X - X | 0 | ALARM             | ALARM                | ALARM | ALARM
- - X - - | 2 | ALARM             | Retain current state | ALARM | OK`;
const TWO_OF_THREE = `
0 - X - X | 0 | ALARM             | ALARM                | ALARM | ALARM
0 0 X 0 X | 0 | ALARM             | ALARM                | ALARM | ALARM
0 - X - - | 1 | OK                | OK                   | ALARM | OK
- - - - 0 | 2 | OK                | OK                   | ALARM | OK
- - - X - | 2 | ALARM             | Retain current state | ALARM | OK`;

const STATES: readonly State[] = ["OK", "ALARM", "INSUFFICIENT_DATA"];
const TREATMENTS = ["missing", "ignore", "breaching", "notBreaching"] as const;
const LIMIT = { comparison: "GreaterThanThreshold", threshold: 5 } as const;
const POINTS: Readonly<Record<string, number | undefined>> = { "0": 1, O: 1, X: 9, "-": undefined };
const points = (text: string): Series => text.split(" ").map((point) => POINTS[point]);

const rows = (table: string, datapointsToAlarm: number) =>
  table
    .trim()
    .split("\n")
    .map((row) => row.split("|").map((cell) => cell.trim()))
    .flatMap(([data = "", , ...cells]) =>
      TREATMENTS.map((missingData, column) => ({
        data,
        datapointsToAlarm,
        missingData,
        says: cells[column] ?? "",
      })),
    );

test.each([...rows(THREE_OF_THREE, 3), ...rows(TWO_OF_THREE, 2)])(
  "AWS's table: $data with $datapointsToAlarm out of 3, missing data as $missingData, comes to $says",
  ({ data, datapointsToAlarm, missingData, says }) => {
    const judgement: Judgement = { ...LIMIT, evaluationPeriods: 3, datapointsToAlarm, missingData };
    for (const now of STATES) {
      const right = says === "Retain current state" ? now : says;
      expect(evaluate(judgement, points(data), now)).toBe(right);
    }
  },
);

describe("AWS's words on premature transitions, 3 out of 3:", () => {
  const judgement: Judgement = {
    ...LIMIT,
    evaluationPeriods: 3,
    datapointsToAlarm: 3,
    missingData: "missing",
  };
  test.each(["- - - - X", "- - - X -", "- - - X O", "- - X - O"])("%s is no alarm yet", (data) => {
    for (const now of ["OK", "INSUFFICIENT_DATA"] as const) {
      expect(evaluate(judgement, points(data), now)).not.toBe("ALARM");
    }
  });
  test("- - X - - is one", () => {
    expect(evaluate(judgement, points("- - X - -"), "OK")).toBe("ALARM");
  });
});

test("as long as a datapoint within the threshold is in the range, missing data as breaching is no alarm; then it is", () => {
  const judgement: Judgement = {
    ...LIMIT,
    evaluationPeriods: 3,
    datapointsToAlarm: 3,
    missingData: "breaching",
  };
  expect(states(judgement, points("0 - - - - -")).slice(-2)).toEqual(["OK", "ALARM"]);
});

/** "Evaluating an alarm": the threshold is crossed from period 3 on, met again in 6, and crossed once in 9. */
test("3 out of 3 alarms at the third breach in a row, ends at the first good one, and one breach is none", () => {
  const judgement: Judgement = {
    ...LIMIT,
    evaluationPeriods: 3,
    datapointsToAlarm: 3,
    missingData: "missing",
  };
  const seen = states(judgement, points("0 0 X X X 0 0 0 X 0"));
  expect(
    seen.map((state) => state === "ALARM").flatMap((alarm, at) => (alarm ? [at + 1] : [])),
  ).toEqual([5]);
});

test.each([
  ["GreaterThanThreshold", "OK"],
  ["GreaterThanOrEqualToThreshold", "ALARM"],
  ["LessThanThreshold", "OK"],
  ["LessThanOrEqualToThreshold", "ALARM"],
] as const)("a value at the threshold with %s is %s", (comparison, state) => {
  const judgement: Judgement = {
    comparison,
    threshold: 5,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    missingData: "missing",
  };
  expect(states(judgement, [5])).toEqual([state]);
});

test("ignore keeps no state once enough datapoints breach", () => {
  const judgement: Judgement = {
    ...LIMIT,
    evaluationPeriods: 3,
    datapointsToAlarm: 2,
    missingData: "ignore",
  };
  expect(evaluate(judgement, points("- X - X -"), "OK")).toBe("ALARM");
});

test("an alarm starts with too little data, and ignore keeps that", () => {
  const judgement: Judgement = {
    ...LIMIT,
    evaluationPeriods: 2,
    datapointsToAlarm: 2,
    missingData: "ignore",
  };
  expect(states(judgement, points("- X 0"))).toEqual([
    "INSUFFICIENT_DATA",
    "INSUFFICIENT_DATA",
    "OK",
  ]);
});
