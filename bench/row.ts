import { middle, type Range, times } from "./range";

/** What a process took. */
export interface Taken {
  /** Of processor time, which other work on the machine disturbs least: of its work or its process. */
  readonly seconds: number;
  /** Megabytes of memory at its peak. */
  readonly peak: number;
}

/** One thing that is measured, and what it is compared with, round by round. */
export interface Row {
  readonly name: string;
  readonly rounds: readonly Taken[];
  readonly base: readonly Taken[];
}

/** How many times as much as another one a program took, round by round. */
export function ratio(some: readonly Taken[], others: readonly Taken[], of: keyof Taken): Range {
  return middle(some.map((each, round) => each[of] / (others[round]?.[of] ?? Number.NaN)));
}

/** The rows as a table in Markdown: seconds and megabytes, and how many times the base's. */
export function table(rows: readonly Row[]): string {
  const lines = rows.map(({ name, rounds, base }) => {
    const of = (key: keyof Taken) => middle(rounds.map((each) => each[key])).middle;
    const time = [`${of("seconds").toFixed(2)} s`, times(ratio(rounds, base, "seconds"))];
    const memory = [`${Math.round(of("peak"))} MB`, times(ratio(rounds, base, "peak"))];
    return `| ${[name, ...time, ...memory].join(" | ")} |`;
  });
  return ["| | time | | memory at its peak | |", "|---|--:|--:|--:|--:|", ...lines].join("\n");
}

/** Cells as a table in Markdown, with numbers to the right from the third column on. */
export function markdown(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const under = heads.map((_, column) => (column < 2 ? "---" : "--:"));
  return [heads, under, ...rows].map(line).join("\n");
}
