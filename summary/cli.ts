import { createColors } from "picocolors";
import { wantsColour } from "../terminal/colours";
import { CommandLine, runCommand } from "../terminal/command-line";
import { type Fault, Refusal } from "../terminal/refusal";
import { fromHere, outputFolder, pictureFile, readOutput, synthesizedIn } from "../terraform/out";
import { render, toJson } from "./render";
import { type StackSummary, summarize } from "./summarize";

const program = new CommandLine("npm start --")
  .description(
    "Synthesizes every stage and tells what came out: for each stack its tiers, what of them is paid " +
      "by the hour, and an estimate of what that comes to in a month. CDKTF_OUTDIR is the folder, " +
      "cdktf.out if not set. NO_COLOR and FORCE_COLOR are respected.",
  )
  .argument("[stack...]", "only these stacks")
  .option("--json", "one JSON document instead of tables")
  .closing(
    {
      "npm start -- lab": "the stack lab alone",
      "npm run --silent start -- --json | jq": "for a program, without what npm prints",
      "node bin/run.mjs summary/cli.ts": "the last synth, without another one",
    },
    "0 printed, 1 nothing readable was synthesized, 2 the arguments make no sense",
  )
  .work((names: string[], { json }: { json?: true }) => {
    const outdir = outputFolder(process.env);
    const stacks = readStacks(outdir, names);
    const paint = createColors(wantsColour(process.env, process.stdout));
    const picture = fromHere(pictureFile(outdir, names[0] ?? "STACK"));
    const drawn = paint.dim(`As a picture: npm run diagram draws ${picture}.\n`);
    process.stdout.write(json ? toJson(stacks) : render(stacks, paint) + drawn);
    return 0;
  });

void runCommand(program);

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
