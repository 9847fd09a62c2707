import { renderEvents, renderPause } from "../../../ops/failover/render";
import { isSettled, pauseIn, type Seen } from "../../../ops/failover/watch";

/** An answer every half second: + good, - bad, ? none. */
const seen = (answers: string): Seen[] =>
  [...answers].map((each, i) => {
    return { at: 500 * i, writes: each === "?" ? undefined : each === "+" };
  });

test.each([
  ["++++", 0],
  ["++--++", 1_000],
  ["++-+-++", 1_500], // between two bad ones nobody can rely on it
  ["++??++", 1_000], // the app itself is away
  ["++--", 500], // it hasn't come back
])("%s is a time without writes of %d ms", (answers, ms) => {
  expect(pauseIn(seen(answers))).toEqual({ ms, exactMs: 1_000 });
});

test.each([
  ["", false],
  ["+++", false], // an answer may be a second old
  ["++++++", true],
  ["++--++++", false],
  ["++--++++++", true],
  ["++++++-", false],
])("%s has settled: %p", (answers, expected) => {
  expect(isSettled(seen(answers))).toBe(expected);
});

test("the time is said with how exact it is", () => {
  const url = "http://lab.example.com";
  expect(renderPause(url, { ms: 0, exactMs: 1_000 })).toBe(
    "Nothing could be saved for less than 1.0 s,\nas http://lab.example.com/readyz saw it.",
  );
  expect(renderPause(url, { ms: 31_400, exactMs: 1_000 })).toBe(
    "Nothing could be saved for 31 s, give or take 1.0 s,\nas http://lab.example.com/readyz saw it.",
  );
});

test("where it isn't measured, RDS's events say what happened", () => {
  const at = new Date("2026-11-29T15:20:01Z");
  const message = "Completed failover to DB instance: lab-database-b";
  expect(renderEvents(undefined, [{ at, source: "lab-database", message }])).toBe(
    "There is no load balancer, so how long nothing\ncould be saved isn't measured. RDS says:\n" +
      "  15:20:01  lab-database  Completed failover to DB instance: lab-database-b",
  );
});
