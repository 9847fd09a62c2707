import { BUDGET } from "../../bench/budget";
import { callsByType, callsOf, managed, unknownTypes } from "../../bench/plan-calls";
import { synthStage } from "../support/synth";

const lab = synthStage("lab").document;

test("what the provider asks for is known for every type in lab", () => {
  const lines = unknownTypes(lab).map(
    (type) => `${type}: must have a row in bench/reads.ts, with what a plan asks to read one`,
  );
  expect(lines).toEqual([]);
});

test("a plan of lab without changes makes no more calls than its budget", () => {
  expect(callsOf(lab).length).toBeLessThanOrEqual(BUDGET.planCalls);
});

test("a type counts once for each of its resources, and a data source for itself", () => {
  const three = {
    resource: { aws_sns_topic: { a: {}, b: {} } },
    data: { aws_availability_zones: { a: {} } },
  };
  expect(callsOf(three)).toEqual([
    "ec2 DescribeAvailabilityZones",
    "iam GetUser",
    "sns GetTopicAttributes",
    "sns GetTopicAttributes",
    "sns ListTagsForResource",
    "sns ListTagsForResource",
  ]);
  expect(managed(three)).toBe(2);
  expect(callsByType(three).map(({ type }) => type)).toEqual([
    "aws_sns_topic",
    "data.aws_availability_zones",
  ]);
});

test("a type that no row knows is named", () => {
  expect(unknownTypes({ resource: { aws_moon: { a: {} } } })).toEqual(["aws_moon"]);
});
