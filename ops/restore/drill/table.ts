/** How long a part of a restore takes, and what of the data it loses, in words. */
export interface Cell {
  readonly rto: string;
  readonly rpo: string;
}

/** The parts of a restore, in their order. */
export interface Table {
  readonly restored: Cell;
  readonly started: Cell;
  readonly checked: Cell;
  readonly switched: Cell;
}

/** What a drill has measured, in milliseconds. */
export interface Measured {
  readonly restored: number;
  readonly started: number;
  readonly checked: number;
  /** How far the cluster's latest restorable time was behind the clock when the drill began; undefined if AWS names no such time. */
  readonly behind: number | undefined;
}

/** What the runbook says until somebody has run a drill on AWS. */
export const ESTIMATES: Table = {
  restored: {
    rto: "10 to 60 min, longer with more data",
    rpo: "all that was saved after the time; with `latest` the last 5 min",
  },
  started: { rto: "5 to 10 min", rpo: "nothing more" },
  checked: { rto: "a second, and your own look at the tables", rpo: "nothing more" },
  switched: {
    rto: "a deploy, then up to 10 s",
    rpo: "what is saved to the old cluster in these 10 s",
  },
};

/** A drill's times in the places of the estimates. It changes nothing for the app, so that row stays. */
export function tableOf({ restored, started, checked, behind }: Measured): Table {
  const last = behind === undefined ? "minutes: how many is unknown" : duration(behind);
  const lost = `all that was saved after the time; with \`latest\` the last ${last}`;
  return {
    restored: { rto: duration(restored), rpo: lost },
    started: { ...ESTIMATES.started, rto: duration(started) },
    checked: { ...ESTIMATES.checked, rto: `${duration(checked)}, and your own look at the tables` },
    switched: { ...ESTIMATES.switched, rto: `not drilled: ${ESTIMATES.switched.rto}` },
  };
}

/** The table of the runbook, in Markdown, so that a drill's table can be pasted below it. */
export function renderTable(table: Table): string {
  const rows = [
    ["part", "RTO: it takes", "RPO: it loses"],
    ...PARTS.map(([part, name]) => [name, table[part].rto, table[part].rpo]),
  ];
  const widths = [0, 1, 2].map((i) => Math.max(...rows.map((row) => (row[i] ?? "").length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")} |`;
  const [head = [], ...body] = rows.map(line);
  const rule = line(widths.map((width) => "-".repeat(width)));
  return [head, rule, ...body].join("\n");
}

/** `4 min 10 s`, `0.4 s`. */
export function duration(ms: number): string {
  if (ms < 10_000) return `${(ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  if (minutes === 0) return `${rest} s`;
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
}

// --- internal ---

const PARTS = [
  ["restored", "a copy of the cluster is restored"],
  ["started", "its first instance starts"],
  ["checked", "the copy is checked"],
  ["switched", "the app is switched to the copy"],
] as const;
