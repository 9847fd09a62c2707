import { createColors } from "picocolors";
import { wantsColour } from "../terminal/colours";
import { type Fault, Refusal } from "../terminal/refusal";
import { fromHere, outputFolder, readOutput, synthesizedIn } from "../terraform/out";
import { render, toJson } from "./render";
import { type StackSummary, summarize } from "./summarize";

const USAGE = `usage: node bin/run.mjs summary/cli.ts [--json] [stack…]

Tells what the last synth made: for each stack its tiers, what of them is paid by the hour, and an
estimate of what that comes to in a month. All stacks, or only those that are named.

  --json   one JSON document instead of tables
  --help   this text, as does -h

CDKTF_OUTDIR is the folder to read, cdktf.out if not set. NO_COLOR and FORCE_COLOR are respected.
Exit code: 0 printed, 1 nothing readable was synthesized, 2 the arguments make no sense.
`;

// A reader that has seen enough, as in `| head -3`, is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

try {
  process.stdout.write(answer(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = error.exitCode ?? 1;
}

function answer(args: readonly string[]): string {
  const options = args.filter((arg) => arg.startsWith("-"));
  if (options.includes("--help") || options.includes("-h")) return USAGE;
  const unknown = options.filter((option) => option !== "--json");
  const says = "is not an option; known are --json and --help";
  if (unknown.length > 0) {
    throw new Refusal(
      unknown.map((where) => ({ where, says })),
      2,
    );
  }

  const names = args.filter((arg) => !arg.startsWith("-"));
  const stacks = readStacks(outputFolder(process.env), names);
  return options.includes("--json")
    ? toJson(stacks)
    : render(stacks, createColors(wantsColour(process.env, process.stdout)));
}

/** All faults of all stacks at once. */
function readStacks(outdir: string, names: readonly string[]): StackSummary[] {
  const faults: Fault[] = [];
  const stacks = synthesizedIn(outdir, names).flatMap(([name, file]) => {
    try {
      const document = readOutput(file, "must be a stack as Terraform's JSON");
      return [summarize(name, fromHere(file), document)];
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      faults.push(...error.faults);
      return [];
    }
  });
  if (faults.length > 0) throw new Refusal(faults);
  return stacks;
}
