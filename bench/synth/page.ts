import { bars } from "../bars";
import { middle, times } from "../range";
import { markdown, ratio } from "../row";
import { type Rounds, SIZES } from "./measure";
import type { Program } from "./program";

/** What a page says of a run. */
export interface Run {
  readonly rounds: Rounds;
  /** The program that the others are compared with. */
  readonly base: Program;
  readonly count: number;
  /** `2026-11-29` */
  readonly day: string;
}

export const PICTURE = "bench-synth.svg";

/** docs/bench-synth.md, made from its numbers. */
export function page(run: Run): string {
  const { count, day } = run;
  return `# How fast stages are synthesized

\`npm run bench -- synth --page\` has written this page and its picture on ${day}, with Node ${process.versions.node}. Each program
synthesizes 1, 10 and 50 stages of the same three-tier system: [ours](../config/stages.ts) is \`lab\`, the others are in
[bench/peers](../bench/peers), with their versions in lock files.

![CPU seconds of each program for 1, 10 and 50 stages](${PICTURE})

CPU seconds, and how many times as many as this project's:

${timeTable(run)}

Memory at its peak, and how CPU time and memory grow from 1 stage to 50:

${growthTable(run)}

- The programs ran in turn, in ${count} rounds after a first one that doesn't count. A ratio compares two runs of the same round. The
  table has the middle one of the ratios, and in brackets the least and the greatest. Seconds and megabytes are those of the machine
  that ran the programs, which had other work, too. Ratios hold elsewhere.
- **as its template**: as the project of \`cdktf init\` or \`cdk init\` runs it, without \`npx\` and without the framework's own command line.
  Such a project checks its types at each synth. This project doesn't: \`npm run check\` does.
- **compiled before**: the same program in JavaScript, so that the framework's own time is left. Plain CDKTF then takes about as
  long as this project. This project also checks its settings, and whether a source has changed.
- TerraConstructs has no fleets, no Aurora and no topics, so the provider's classes stand in for them.
`;
}

/** docs/bench-synth.svg. */
export function picture({ rounds }: Run): string {
  const groups = [...rounds].map(([program, sizes]) => ({
    name: `${program.name}${program.how.startsWith("`") ? "" : `, ${program.how}`}`,
    values: SIZES.map((size) => secondsOf(sizes.get(size)).middle),
  }));
  const series = SIZES.map((size) => (size === 1 ? "1 stage" : `${size} stages`));
  return bars("CPU seconds of a synth", series, groups, "s");
}

// --- internal ---

type Sizes = Rounds extends ReadonlyMap<Program, infer Each> ? Each : never;

const heads = (...more: string[]) => ["", "version", ...more];
const named = ({ name, how, version }: Program) => [`${name}, ${how}`, version];

function secondsOf(all: Sizes extends ReadonlyMap<number, infer Each> ? Each | undefined : never) {
  return middle((all ?? []).map(({ seconds }) => seconds));
}

function timeTable({ rounds, base }: Run): string {
  const rows = [...rounds].map(([program, sizes]) => [
    ...named(program),
    ...SIZES.map((size) => {
      const all = sizes.get(size) ?? [];
      const said = `${secondsOf(all).middle.toFixed(2)} s`;
      if (program === base) return said;
      return `${said}, ${times(ratio(all, rounds.get(base)?.get(size) ?? [], "seconds"))}`;
    }),
  ]);
  return markdown(heads("1 stage", "10 stages", "50 stages"), rows);
}

function growthTable({ rounds, base }: Run): string {
  const [least = 1, most = 1] = [SIZES[0], SIZES.at(-1)];
  const rows = [...rounds].map(([program, sizes]) => {
    const [few, many] = [sizes.get(least) ?? [], sizes.get(most) ?? []];
    const ours = rounds.get(base)?.get(most) ?? [];
    const megabytes = (all: typeof few) =>
      `${Math.round(middle(all.map(({ peak }) => peak)).middle)} MB`;
    const against = program === base ? "" : `, ${times(ratio(many, ours, "peak"))}`;
    return [
      ...named(program),
      megabytes(few),
      `${megabytes(many)}${against}`,
      times(ratio(many, few, "peak")),
      times(ratio(many, few, "seconds")),
    ];
  });
  return markdown(
    heads("memory, 1 stage", "memory, 50 stages", "memory grows", "CPU time grows"),
    rows,
  );
}
