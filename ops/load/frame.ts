import type { Colors } from "picocolors/types";
import {
  axisEnd,
  type Column,
  chart,
  holding,
  overTime,
  rateOf,
  slowestOf,
  type Time,
  ticks,
} from "./chart";
import type { Seen } from "./recorder";
import { clockOf, countsOf, timeOf } from "./said";

/** What was asked for, for people. */
export interface Asked {
  readonly stage: string;
  /** `POST http://127.0.0.1:8080/load/start` */
  readonly request: string;
  /** Requests a second. */
  readonly rate: number;
  /** Of load. */
  readonly seconds: number;
  readonly group: string;
  readonly maxSize: number;
  /** Percent; undefined of a group that keeps none. */
  readonly targetCpu: number | undefined;
}

const COLUMNS = 66;

/** The charts, one below the other over the same time: 79 columns at most. */
export function charts(asked: Asked, seen: Seen, paint: Colors): string[] {
  const span = Math.max(asked.seconds, seen.now);
  const time = { span, count: COLUMNS };
  return [
    ...framed("requests a second", "█ answered", "░ due", requests(asked, seen, time), paint),
    ...framed("ms until the last byte", "█ p50", "░ p99", times(seen, time), paint),
    ...framed("instances", "█ in service", "░ desired", instances(asked, seen, time), paint),
    ...axis(span).map((line) => paint.dim(line)),
  ];
}

/** One line that says how it stands: 80 columns at most. */
export function standing(seen: Seen): string {
  const { sent, failed } = countsOf(seen.seconds);
  const at = clockOf(seen.now);
  const load = seen.outcome
    ? "no load any more"
    : `sent ${sent}, failed ${failed}, p99 ${timeOf(seen.seconds.at(-1)?.times?.p99)}`;
  const size = seen.sizes.at(-1);
  const cpu = seen.cpu.at(-1);
  const percent = cpu === undefined ? "" : `; CPU ${Math.round(cpu.percent)} %`;
  return `${at}  ${load}; ${size?.desired} desired, ${size?.inService} in service${percent}`;
}

// --- internal ---

interface Chart {
  readonly columns: readonly Column[];
  /** Where the axis ends. */
  readonly most: number;
  readonly height: number;
}

function requests({ rate }: Asked, { seconds }: Seen, time: Time): Chart {
  const aSecond = (what: "answered" | "due") => overTime(seconds, time, (all) => rateOf(all, what));
  const due = aSecond("due");
  return { columns: pairs(aSecond("answered"), due), most: axisEnd(rate), height: 3 };
}

function times({ seconds }: Seen, time: Time): Chart {
  const slowest = (what: "p50" | "p99") => overTime(seconds, time, (all) => slowestOf(all, what));
  const p99 = slowest("p99");
  return { columns: pairs(slowest("p50"), p99), most: endOf(p99, 1), height: 4 };
}

function endOf(values: readonly (number | undefined)[], least: number): number {
  return axisEnd(Math.max(least, ...values.map((each) => each ?? 0)));
}

function instances({ maxSize }: Asked, { sizes, now }: Seen, time: Time): Chart {
  const held = holding(sizes, time, now);
  const columns = held.map((size) => ({ solid: size?.inService, light: size?.desired }));
  const most = Math.max(1, maxSize, ...sizes.map(({ desired }) => desired));
  return { columns, most, height: Math.min(most, 6) };
}

function pairs(solid: (number | undefined)[], light: (number | undefined)[]): Column[] {
  return solid.map((each, i) => ({ solid: each, light: light[i] }));
}

function framed(
  title: string,
  solid: string,
  light: string,
  drawn: Chart,
  paint: Colors,
): string[] {
  const { columns, most, height } = drawn;
  const lines = chart(columns, most, height).map((line, i) => {
    const label = i === 0 ? String(most) : "";
    return `${paint.dim(`${label.padStart(LABEL)} │`)}${paint.cyan(line.trimEnd())}`;
  });
  return [`${" ".repeat(LABEL)}  ${title}  ${paint.dim(`${solid}  ${light}`)}`, ...lines];
}

const LABEL = 8;

/** The line below the charts, and round times below it. */
function axis(span: number): string[] {
  const line = ticks(span).reduce((text, tick) => {
    const label = clockOf(tick);
    const at = Math.min(Math.round((tick / span) * COLUMNS), COLUMNS - label.length);
    return text.length > at ? text : text.padEnd(at) + label;
  }, "");
  return [`${"0".padStart(LABEL)} └${"─".repeat(COLUMNS)}`, `${" ".repeat(LABEL + 2)}${line}`];
}
