import { choose } from "../terminal/choose";
import { CommandLine, type ExitCode, runCommand } from "../terminal/command-line";
import { benchDeploy } from "./deploy/run";
import { benchReview } from "./review/run";
import { benchSynth } from "./synth/run";

const program = new CommandLine("npm run bench --")
  .description(
    "Measures how long synths and plan reviews take and how much memory, side by side with other " +
      "programs, and where the time of cdktf's command line goes. The others are installed at the " +
      "first run (1.5 GB).",
  )
  .argument("[part...]", "synth, deploy or review; without a name all of them")
  .option("--changes <n>", "changes in the plan that is judged", "5000")
  .option("--runs <n>", "rounds, of which the middle one counts", "3")
  .option("--without-peers", "only what is ours")
  .option(
    "--page",
    "writes the numbers to docs/bench.md, bench-synth.md and bench-deploy.md as well",
  )
  .closing(
    {
      "npm run bench": "everything",
      "npm run bench -- synth --page": "synths alone, and docs/bench-synth.md",
    },
    "0 measured, 1 something failed, 2 the arguments make no sense",
  )
  .work(bench);

void runCommand(program);

// --- internal ---

interface Options {
  readonly changes: string;
  readonly runs: string;
  readonly withoutPeers?: true;
  readonly page?: true;
}

async function bench(names: string[], options: Options): Promise<ExitCode> {
  const { changes, runs, withoutPeers, page } = options;
  const asked = { count: Number(runs), peers: !withoutPeers, writes: page === true };
  const parts = {
    synth: () => benchSynth({ ...asked, env: process.env }),
    deploy: () => benchDeploy({ ...asked, env: process.env }),
    review: () => benchReview({ ...asked, changes: Number(changes), env: process.env }),
  };
  for (const [, part] of choose(parts, names, "a part of the benchmark")) console.log(await part());
  return 0;
}
