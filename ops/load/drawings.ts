import { overTime, rateOf, slowestOf } from "./chart";
import type { Asked } from "./frame";
import type { Second } from "./generator/order";
import type { Seen } from "./recorder";
import { cpuIn, instancesIn } from "./report";
import { countsOf, timesOf } from "./said";
import { axisOf, type Drawing, type Series } from "./svg";

/** What the page draws, all over the same time. */
export function drawingsOf(asked: Asked, seen: Seen): Drawing[] {
  return [instances(asked, seen), requests(asked, seen), times(seen), cpu(asked, seen)];
}

// --- internal ---

type Points = Series["points"];

function instances(asked: Asked, seen: Seen): Drawing {
  const { sizes } = seen;
  const span = spanOf(seen);
  const sized = (what: "desired" | "inService"): Points => {
    const last = sizes.at(-1);
    const ends = last === undefined ? [] : [[span, last[what]] as const];
    return [...sizes.map((each) => [each.at, each[what]] as const), ...ends];
  };
  const series: Series[] = [
    { id: "first", name: "in service", points: sized("inService"), kind: "step" },
    { id: "second", name: "desired", points: sized("desired"), kind: "step" },
  ];
  const most = Math.max(asked.maxSize, ...sizes.map(({ desired }) => desired));
  const each = Array.from({ length: most + 1 }, (_, i) => i);
  return {
    id: "instances",
    title: `Instances of ${asked.group}`,
    says: instancesIn(asked, seen),
    span,
    axis: most <= MOST_LINES ? each : axisOf(series, most),
    series,
  };
}

const MOST_LINES = 6;

function requests({ rate }: Asked, seen: Seen): Drawing {
  const { due, sent, answered, failed } = countsOf(seen.seconds);
  const aSecond = (what: "answered" | "due" | "failed") =>
    pointsOf(seen, (all) => rateOf(all, what));
  const series = [
    line("first", "answered", aSecond("answered")),
    line("second", "due", aSecond("due")),
    line("third", "failed", aSecond("failed")),
  ];
  return {
    id: "requests",
    title: "Requests a second",
    says: `${due} were due, ${sent} sent, ${answered} answered, ${failed} failed`,
    span: spanOf(seen),
    axis: axisOf(series, rate, WAVERS),
    series,
  };
}

const WAVERS = 1.25;

function times(seen: Seen): Drawing {
  const slowest = (what: "p50" | "p95" | "p99") => pointsOf(seen, (all) => slowestOf(all, what));
  const series = [
    line("first", "p50", slowest("p50")),
    line("second", "p95", slowest("p95")),
    line("third", "p99", slowest("p99")),
  ];
  return {
    id: "times",
    title: "Milliseconds from when a request was due to the last byte of its answer",
    says: timesOf(seen.outcome?.times ?? null),
    span: spanOf(seen),
    axis: axisOf(series, 1),
    series,
  };
}

function cpu(asked: Asked, seen: Seen): Drawing {
  const { targetCpu } = asked;
  const span = spanOf(seen);
  const measured = line(
    "first",
    "CPU",
    seen.cpu.map(({ at, percent }) => [at, percent]),
  );
  const target = line(
    "second",
    "target",
    [0, span].map((at) => [at, targetCpu]),
  );
  return {
    id: "cpu",
    title: "CPU in percent, the average of the group",
    says: cpuIn(asked, seen),
    span,
    axis: [0, 50, 100],
    series: targetCpu === undefined ? [measured] : [measured, target],
  };
}

/** More points than the eye can tell apart make a smear of a line. */
const POINTS = 120;

function pointsOf(
  seen: Seen,
  join: Parameters<typeof overTime<Second, number | undefined>>[2],
): Points {
  const span = spanOf(seen);
  const values = overTime(seen.seconds, { span, count: POINTS }, join);
  return values.map((value, i) => [((i + 0.5) * span) / POINTS, value]);
}

/** A time of no length can't be drawn. */
function spanOf({ now }: Seen): number {
  return Math.max(now, 1);
}

function line(id: string, name: string, points: Points): Series {
  return { id, name, points, kind: "line" };
}
