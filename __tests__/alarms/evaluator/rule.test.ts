import { holds, namesIn } from "../../../alarms/evaluator/rule";
import type { State } from "../../../alarms/evaluator/state";

const states: Record<string, State> = { sick: "ALARM", well: "OK", new: "INSUFFICIENT_DATA" };

test.each([
  ['ALARM("sick")', true],
  ['ALARM("new") OR ALARM("well")', false],
  ['ALARM("well") OR ALARM("sick")', true],
  ['ALARM("sick") AND NOT OK("well")', false],
  ['ALARM("sick") AND (INSUFFICIENT_DATA("new") OR ALARM("well"))', true],
  ['ALARM("sick") OR ALARM("sick") AND ALARM("well")', true],
  ['NOT ALARM("well") AND ALARM("new")', false],
  ["TRUE AND NOT FALSE", true],
])("%s: %s", (rule, right) => {
  expect(holds(rule, states)).toBe(right);
});

test("a rule's names are those of all its alarms, each once", () => {
  expect(namesIn('FALSE AND ALARM("a b") OR (OK("c") OR NOT ALARM("a b"))')).toEqual(["a b", "c"]);
});

const made =
  'a rule must be made of OK("name"), ALARM("name"), INSUFFICIENT_DATA("name"), TRUE, FALSE, AND, OR, NOT';
test.each([
  ['ALARM("gone")', 'the rule names "gone", an alarm that isn\'t there'],
  ['ALARM("sick") OR ALARM("gone")', 'the rule names "gone", an alarm that isn\'t there'],
  ["ALARM(sick)", `${made}, got ALARM(…)`],
  ['SICK("sick")', `${made}, got SICK(…)`],
  ["ALARM", `${made}, got ALARM`],
  ['ALARM("sick") + ALARM("well")', `${made}, got a pair`],
  ['ALARM("sick"', '"ALARM("sick"": must have ")" as part 4, got the end'],
  ["", '"": must have an operand as part 1, got the end'],
])("%s is refused", (rule, message) => {
  expect(() => holds(rule, states)).toThrow(new Error(message));
});
