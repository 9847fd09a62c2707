import { type Row, table } from "../row";

interface Measured {
  readonly changes: number;
  readonly bytes: number;
  readonly runs: number;
  readonly rows: readonly Row[];
}

/** docs/bench.md, made from its numbers. */
export function page({ changes, bytes, runs, rows }: Measured): string {
  const size = Math.round(bytes / 1e6);
  return `# How fast a plan is judged

\`npm run bench -- --page\` has written this page. It judges one plan of ${changes.toLocaleString("en")} changes (${size} MB): a real plan of a
whole stage, copied into as many modules as that takes. Time is CPU time. ${ran(runs)}
Seconds and megabytes are those of the machine that ran the programs; the ratios (×) hold elsewhere, too.

${table(rows)}

The first two rows are the work alone, measured within a process; the second row is compared with the first. The other rows are
whole processes with their start, compared with \`node -e\`. The programs from PyPI do other work than ours: [the page
about them](review-peers.md) says which, and what each finds.
`;
}

// --- internal ---

function ran(runs: number): string {
  if (runs === 1) return "Each program ran once.";
  return `The first four rows ran ${runs} times, in turn, and the run in the middle counts; the others ran once.`;
}
