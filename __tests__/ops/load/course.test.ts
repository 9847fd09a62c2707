import { courseOf, GROWS_WITHIN_S, isOver } from "../../../ops/load/course";

/** `20 3 2`: after 20 s three are desired, and two in service. */
const sizes = (...all: readonly string[]) =>
  all.map((each) => {
    const [at = 0, desired = 0, inService = 0] = each.split(" ").map(Number);
    return { at, desired, inService };
  });
const GROWN = ["0 2 2", "200 4 2", "400 4 4"];
const SHRINKS = [...GROWN, "1300 3 3", "1400 2 3"];
const SMALL = [...SHRINKS, "1410 2 2", "1420 2 2"];

test.each([
  ["it is as before", ["0 2 2", "600 2 2"], { kind: "same" }],
  ["one of it is replaced", ["0 2 2", "300 2 1", "400 2 2"], { kind: "same" }],
  ["it has grown", GROWN, { kind: "grown", most: 4 }],
  ["its last instance still has to go", SHRINKS, { kind: "grown", most: 4 }],
  ["it is small again", SMALL, { kind: "small again", most: 4, at: 1410 }],
  ["it grew twice", [...SMALL, "1500 3 2", "1600 2 2"], { kind: "small again", most: 4, at: 1600 }],
])("the fleet's course where %s", (_, all, course) => {
  expect(courseOf(sizes(...all))).toEqual(course);
});

test.each([
  ["goes on while the fleet is large", GROWN, 1200, false],
  ["goes on while its last instance still has to go", SHRINKS, 1500, false],
  ["goes on for a while when it is small again, so that the curve has an end", SMALL, 1450, false],
  ["ends then", SMALL, 1500, true],
  ["ends at its bound", GROWN, 2400, true],
  ["waits for what grows late", ["0 2 2"], 600 + GROWS_WITHIN_S - 1, false],
  ["ends where nothing grew", ["0 2 2"], 600 + GROWS_WITHIN_S, true],
])("the watch %s", (_, all, now, over) => {
  expect(isOver(sizes(...all), { now, ended: 600 }, 1800)).toBe(over);
});
