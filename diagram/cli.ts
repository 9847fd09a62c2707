import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { CommandLine, type ExitCode, runCommand } from "../terminal/command-line";
import { Refusal } from "../terminal/refusal";
import { fromHere, outputFolder, pictureFile, readOutput, synthesizedIn } from "../terraform/out";
import { draw } from "./draw";
import { pictureOf } from "./read";

const program = new CommandLine("npm run diagram --")
  .description(
    "Draws the architecture of synthesized stacks, as SVG: what stands where, and who may talk to whom by " +
      "the rules of the security groups. Each picture holds the same in words, for screen readers. " +
      "CDKTF_OUTDIR is the folder, cdktf.out if not set.",
  )
  .argument("[stack...]", "only these stacks")
  .option("--out <file>", "where to write the picture of one stack; - is standard output")
  .closing(
    {
      "npm run diagram": "every stack of the last synth, to cdktf.out/diagrams",
      "npm run diagram -- lab --out lab.svg": "one stack, to a file",
    },
    "0 drawn, 1 nothing readable was synthesized, 2 the arguments make no sense",
  )
  .work(async (names: string[], { out }: { out?: string }): Promise<ExitCode> => {
    const outdir = outputFolder(process.env);
    const stacks = synthesizedIn(outdir, names);
    if (out !== undefined && stacks.length !== 1) {
      const got = stacks.map(([name]) => name).join(", ");
      throw new Refusal(
        [{ where: "--out", says: `must come with one stack, got ${got}; name one before it` }],
        2,
      );
    }
    const must = "must be a stack as Terraform's JSON";
    const pictures = stacks.map(
      ([name, file]) => [name, pictureOf(name, readOutput(file, must))] as const,
    );
    for (const [name, picture] of pictures) {
      write(out ?? pictureFile(outdir, name), await draw(picture));
    }
    return 0;
  });

void runCommand(program);

// --- internal ---

/** Whole or not at all: a browser may have the last picture open. */
function write(file: string, svg: string): void {
  if (file === "-") {
    process.stdout.write(svg);
    return;
  }
  mkdirSync(dirname(file), { recursive: true });
  const half = `${file}.${process.pid}`;
  writeFileSync(half, svg);
  renameSync(half, file);
  console.log(`Wrote ${fromHere(file)}`);
}
