/** What a process took. */
export interface Taken {
  /** Of processor time, which other work on the machine disturbs least: of its work or its process. */
  readonly seconds: number;
  /** Megabytes of memory at its peak. */
  readonly peak: number;
}

/** One thing that is measured, and what it is compared with. */
export interface Row extends Taken {
  readonly name: string;
  readonly base: Taken;
}

/** The one in the middle, by time. */
export function median(all: readonly Taken[]): Taken {
  const sorted = [...all].sort((a, b) => a.seconds - b.seconds);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error("median: must be of something, got nothing");
  return middle;
}

/** The rows as a table in Markdown: seconds and megabytes, and how many times the base's. */
export function table(rows: readonly Row[]): string {
  const lines = rows.map(({ name, seconds, peak, base }) => {
    const times = (one: number, other: number) => `${(one / other).toFixed(1)} ×`;
    const memory = [`${Math.round(peak)} MB`, times(peak, base.peak)];
    return `| ${[name, `${seconds.toFixed(2)} s`, times(seconds, base.seconds), ...memory].join(" | ")} |`;
  });
  return ["| | time | | memory at its peak | |", "|---|--:|--:|--:|--:|", ...lines].join("\n");
}

/** Cells as a table in Markdown, with numbers to the right from the third column on. */
export function markdown(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const under = heads.map((_, column) => (column < 2 ? "---" : "--:"));
  return [heads, under, ...rows].map(line).join("\n");
}
