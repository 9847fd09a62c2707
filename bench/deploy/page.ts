import { middle, type Range } from "../range";
import { markdown } from "../row";
import type { Watches } from "./measure";
import { type Cpu, cpuOf, type Parts, partsOf, type Watched } from "./parts";

export interface Run {
  readonly watches: Watches;
  readonly versions: Readonly<Record<"node" | "npm" | "cdktf" | "terraform", string>>;
  readonly count: number;
  /** `2026-11-29` */
  readonly day: string;
}

/** docs/bench-deploy.md, made from its numbers. */
export function page({ watches, versions, count, day }: Run): string {
  const { node, npm, cdktf, terraform } = versions;
  return `# Where the time goes until Terraform begins

\`npm run bench -- deploy --page\` has written this page on ${day}, with Node ${node}, npm ${npm}, cdktf-cli ${cdktf} and
Terraform ${terraform}. \`npx cdktf deploy lab\` is watched up to the first line that Terraform prints, \`npx cdktf synth\` up to its end.

Seconds of CPU by who takes them, Terraform's not counted, and the part of all of them:

${table(watches, WHOSE, cpuOf)}

Seconds by the clock, in the order of time:

${table(watches, PARTS, partsOf)}

- The two commands ran in turn, in ${count} rounds after one that doesn't count. The tables have the round in the middle, with the
  least and the greatest. Nothing had changed since the synth before. Seconds are of the machine that ran it, which had other
  work too: parts of the whole hold elsewhere, and CPU is disturbed least.
- **this project's app** is what [cdktf.json](../cdktf.json) names. It writes every stack, since CDKTF doesn't tell it which one is
  deployed.
- CDKTF's telemetry was off (\`CHECKPOINT_DISABLE=1\`). Otherwise CDKTF waits for it after each synth, for up to a second.
- \`npm run synth -- lab\` writes the same JSON without CDKTF's command line, and \`terraform -chdir=cdktf.out/stacks/lab\` deploys it.
`;
}

// --- internal ---

const PARTS: Readonly<Record<keyof Parts, string>> = {
  npx: "`npx` looks for the program and starts it",
  before: "CDKTF's command line, until it runs the app",
  app: "this project's app, `node bin/run.mjs main.ts`",
  after: "CDKTF's command line, after the app",
  terraform: "`terraform init`, until its first line",
};

const WHOSE: Readonly<Record<keyof Cpu, string>> = {
  npx: "`npx`",
  cdktf: "CDKTF's command line",
  app: "this project's app",
};

/** A row for each part, with its seconds and its part of all of them, and a row for the whole. */
function table<Part extends string>(
  { deploy, synth }: Watches,
  names: Readonly<Record<Part, string>>,
  secondsOf: (watched: Watched) => Readonly<Record<Part, number>>,
): string {
  const parts = Object.keys(names) as Part[];
  const cells = (runs: readonly Watched[], some: readonly Part[]) => {
    const each = runs.map((run) => secondsOf(run));
    const seconds = each.map((run) => sum(run, some));
    if (seconds.every((taken) => taken === 0)) return ["", ""];
    const share = middle(each.map((run) => sum(run, some) / sum(run, parts))).middle;
    return [said(middle(seconds)), `${Math.round(share * 100)} %`];
  };
  const row = (name: string, some: readonly Part[]) => [
    name,
    ...cells(deploy, some),
    ...cells(synth, some),
  ];
  const heads = ["", "`npx cdktf deploy lab`", "", "`npx cdktf synth`", ""];
  return markdown(heads, [...parts.map((part) => row(names[part], [part])), row("**all**", parts)]);
}

function sum<Part extends string>(seconds: Readonly<Record<Part, number>>, some: readonly Part[]) {
  return some.reduce((all, part) => all + seconds[part], 0);
}

/** `0.52 s (0.50 to 0.61)` */
function said({ middle: value, least, most }: Range): string {
  return `${value.toFixed(2)} s (${least.toFixed(2)} to ${most.toFixed(2)})`;
}
