import { readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { createColors } from "picocolors";
import { wantsColour } from "../terminal/colours";
import { block } from "../terraform/document";
import { outputFolder } from "../terraform/out";
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

/** What keeps us from the summary, a line each. Expected, so it is printed without a stack trace. */
class Refusal extends Error {
  constructor(
    readonly exitCode: 1 | 2,
    lines: readonly string[],
  ) {
    super(lines.join("\n"));
  }
}

// A reader that has seen enough, as in `| head -3`, is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

try {
  process.stdout.write(answer(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = error.exitCode;
}

function answer(args: readonly string[]): string {
  const options = args.filter((arg) => arg.startsWith("-"));
  if (options.includes("--help") || options.includes("-h")) return USAGE;
  const unknown = options.filter((option) => option !== "--json");
  const lines = unknown.map((option) => `${option}: is not an option; known are --json and --help`);
  if (lines.length > 0) throw new Refusal(2, lines);

  const names = args.filter((arg) => !arg.startsWith("-"));
  const stacks = readStacks(outputFolder(process.env), names);
  return options.includes("--json")
    ? toJson(stacks)
    : render(stacks, createColors(wantsColour(process.env, process.stdout)));
}

/** The stacks of the last synth, by its manifest: the folder may hold older ones as well. */
function readStacks(outdir: string, names: readonly string[]): StackSummary[] {
  const file = join(outdir, "manifest.json");
  const must = "must list the stacks of a synth";
  const all = Object.entries(block(block(readJson(file, must)).stacks));
  if (all.length === 0) throw refusal(file, must, "none");
  const known = all.map(([name]) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    const says = `is not a stack of the last synth; known are ${known.join(", ")}`;
    throw new Refusal(
      2,
      unknown.map((name) => `${name}: ${says}`),
    );
  }
  const chosen = all.filter(([name]) => names.length === 0 || names.includes(name));
  const faults: string[] = [];
  const stacks = chosen.flatMap(([name, entry]) => {
    try {
      return [readStack(outdir, name, entry)];
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      faults.push(error.message);
      return [];
    }
  });
  if (faults.length > 0) throw new Refusal(1, faults);
  return stacks;
}

function readStack(outdir: string, name: string, entry: unknown): StackSummary {
  const { synthesizedStackPath: path = `stacks/${name}/cdk.tf.json` } = block(entry);
  const file = join(outdir, String(path));
  return summarize(name, fromHere(file), readJson(file, "must be a stack as Terraform's JSON"));
}

function readJson(file: string, must: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const got = code === "ENOENT" ? "no such file" : message.replace(/\s+/g, " ");
    throw refusal(file, must, got);
  }
}

function refusal(file: string, must: string, got: string): Refusal {
  return new Refusal(1, [`${fromHere(file)}: ${must}, got ${got}; run npm run synth`]);
}

/** A path from the folder that we are in: the same on every machine, and to be clicked on. */
function fromHere(file: string): string {
  return relative("", file).split(sep).join("/");
}
