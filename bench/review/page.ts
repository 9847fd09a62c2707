import { bars } from "../bars";
import { middle } from "../range";
import { type Row, table } from "../row";

export const PICTURE = "bench.svg";

interface Measured {
  readonly changes: number;
  readonly bytes: number;
  readonly count: number;
  /** `2026-11-29` */
  readonly day: string;
  readonly rows: readonly Row[];
}

/** docs/bench.md, made from its numbers. */
export function page({ changes, bytes, count, day, rows }: Measured): string {
  const size = Math.round(bytes / 1e6);
  return `# How fast a plan is judged

\`npm run bench -- review --page\` has written this page on ${day}, with Node ${process.versions.node}. It judges one plan of
${changes.toLocaleString("en")} changes (${size} MB): a real plan of a whole stage, copied into as many modules as that takes. Time is CPU time.

![CPU seconds of each program](${PICTURE})

${table(rows)}

- The first two rows are the work alone, measured within a process; the second row is compared with the first. The other rows are
  whole processes with their start, compared with \`node -e\`.
- The programs ran in turn, in ${count} round${count === 1 ? "" : "s"}; one that takes minutes, such as checkov, in the first alone. A ratio
  compares two runs of the same round. The table has the middle one of the ratios, and in brackets the least and the greatest.
  Seconds and megabytes are those of the machine that ran the programs, which had other work, too. Ratios hold elsewhere.
- The programs from PyPI do other work than ours: [the page about them](review-peers.md) says which, and what each finds. Their
  versions are in [bench/requirements.txt](../bench/requirements.txt).
`;
}

/** docs/bench.svg. */
export function picture(changes: number, rows: readonly Row[]): string {
  const groups = rows.map(({ name, rounds }) => ({
    name: name.replaceAll("`", "").replace(/, (in one process|as people type it)$/, ""),
    values: [middle(rounds.map(({ seconds }) => seconds)).middle],
  }));
  const said = `${changes.toLocaleString("en")} changes`;
  return bars(`CPU seconds to judge a plan of ${said}`, [said], groups, "s");
}
