import {
  axisEnd,
  chart,
  holding,
  overTime,
  rateOf,
  slowestOf,
  ticks,
} from "../../../ops/load/chart";
import type { Second } from "../../../ops/load/generator/order";

const column = (solid: number | undefined, light = solid) => ({ solid, light });

test("a column is solid up to what there is, and light up to what there should be", () => {
  const columns = [column(0, 2), column(1, 2), column(2), column(undefined), column(2, 1)];
  expect(chart(columns, 2, 2)).toEqual(["░░█ █", "░██ █"]);
});

test("a part of a line is an eighth at the least, so that little is not nothing", () => {
  expect(chart([column(0.001), column(0.5), column(0)], 1, 1)).toEqual(["▁▄ "]);
});

test("values above the axis fill it", () => {
  expect(chart([column(9)], 1, 2)).toEqual(["█", "█"]);
});

test.each([
  [1, 1],
  [3, 5],
  [20, 20],
  [21, 50],
  [188, 200],
  [0.3, 0.5],
  [501, 1000],
])("an axis for %d ends at %d", (value, end) => {
  expect(axisEnd(value)).toBeCloseTo(end);
});

test.each([
  [3, [0, 1, 2, 3]],
  [600, [0, 120, 240, 360, 480, 600]],
  [1620, [0, 300, 600, 900, 1200, 1500]],
])("an axis of %d s has round times", (span, all) => {
  expect(ticks(span)).toEqual(all);
});

const second = (at: number, answered: number, p99?: number): Second => {
  const times = p99 === undefined ? null : { p50: 1, p95: 2, p99, most: p99 };
  return { at, due: 20, sent: 20, answered, failed: 0, times };
};
const SECONDS = [second(1, 20, 50), second(2, 10, 90), second(2.5, 0)];

test("a column longer than a second has the mean rate and the slowest time of its seconds", () => {
  const time = { span: 4, count: 2 };
  expect(overTime(SECONDS, time, (all) => rateOf(all, "answered"))).toEqual([15, 0]);
  expect(overTime(SECONDS, time, (all) => slowestOf(all, "p99"))).toEqual([90, undefined]);
});

test("a second longer than a column fills all of its columns", () => {
  const time = { span: 2, count: 4 };
  expect(overTime(SECONDS, time, (all) => rateOf(all, "answered"))).toEqual([20, 20, 10, 10]);
});

test("a size holds until the next one, and the last until now", () => {
  const sizes = [2, 4].map((desired, i) => ({ at: 3 * i, desired }));
  const held = holding(sizes, { span: 8, count: 8 }, 6);
  expect(held.map((size) => size?.desired)).toEqual([2, 2, 2, 4, 4, 4, undefined, undefined]);
});
