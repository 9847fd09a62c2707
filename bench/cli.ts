import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../processes/project";
import { CommandLine, type ExitCode, runCommand } from "../terminal/command-line";
import { enlarged } from "./enlarge";
import { measure } from "./measure";
import { page } from "./page";

/** A real plan that changes most of a stage, whole. */
const PLAN = "__tests__/review/plans/whole/data/network-replaced.json";

const program = new CommandLine("npm run bench --")
  .description(
    "Measures how long plan reviews take and how much memory, side by side with other programs. " +
      "The others are installed at the first run (400 MB).",
  )
  .option("--changes <n>", "changes in the plan that is judged", "5000")
  .option("--runs <n>", "runs of our programs, of which the middle one counts", "5")
  .option("--without-peers", "only what is ours")
  .option("--page", "writes the numbers to docs/bench.md as well")
  .closing(
    { "npm run bench": "everything", "npm run bench -- --page": "and docs/bench.md" },
    "0 measured",
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

async function bench({ changes, runs, withoutPeers, page: isWritten }: Options): Promise<ExitCode> {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    const plan = join(folder, "plan.json");
    const small = JSON.parse(readFileSync(join(projectRoot(), PLAN), "utf8"));
    writeFileSync(plan, JSON.stringify(enlarged(small, Number(changes))));
    const rows = await measure({
      plan,
      runs: Number(runs),
      peers: !withoutPeers,
      env: process.env,
    });
    const text = page({
      changes: Number(changes),
      bytes: statSync(plan).size,
      runs: Number(runs),
      rows,
    });
    console.log(text);
    if (isWritten) writeFileSync(join(projectRoot(), "docs", "bench.md"), text);
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
