import { writeFileSync } from "node:fs";
import { basename } from "node:path";
import { createColors } from "picocolors";
import { killRunning } from "../processes/run";
import { wantsColour } from "../terminal/colours";
import { CommandLine, type ExitCode } from "../terminal/command-line";
import { interrupts } from "../terminal/interrupts";
import { Refusal } from "../terminal/refusal";
import { Terraform } from "../terraform/command";
import { terraformIn } from "../terraform/find";
import { outputFolder, stackFolder, stacksNamed } from "../terraform/out";
import type { Plan } from "../terraform/plan";
import { planOfRun } from "./hcp";
import { toHtml } from "./html";
import { toJson } from "./json";
import { GITHUB_LIMIT, toMarkdown } from "./markdown";
import { pictureIn } from "./picture";
import { readPlan } from "./read";
import { type Review, review } from "./review";
import { render } from "./terminal";

interface Options {
  readonly stack?: string;
  readonly format: string;
  readonly run?: string;
  readonly limit?: number;
  readonly out?: string;
  readonly name?: string;
  readonly details?: true;
}

export function reviewCommand(env: NodeJS.ProcessEnv): CommandLine {
  return new CommandLine("npm run review --")
    .description(WHAT_IT_DOES)
    .argument(
      "[plan]",
      "what terraform show -json prints of a plan: a file, or - for standard input",
    )
    .option("--stack <stack>", "plan in this stack's folder, with your terraform and credentials")
    .option("--run <run>", "wait for the plan of a run in HCP Terraform; see bin/hcp-plan.mjs")
    .option("--format <format>", "terminal, markdown, html or json", "terminal")
    .option("--limit <bytes>", "of Markdown: what is too long is cut, dangers last", limitIn)
    .option("--name <name>", "what was planned, for the title of a page; else the file's name")
    .option("--out <file>", "write into a file instead of printing")
    .option("--details", "on a terminal, everything: also notes, and what is harmless")
    .closing(EXAMPLES, "0 safe, 1 attention or danger, 2 could not tell, 130 interrupted")
    .work((file: string | undefined, options: Options) => work(file, options, env));
}

// --- internal ---

const WHAT_IT_DOES =
  "Says whether a plan is safe: what loses data, what interrupts service and for how long, what opens " +
  "a door, what costs more, what changed outside Terraform. The rules are in docs/review.md.";
const EXAMPLES = {
  "npm run review -- plan.json": "a plan that terraform show -json has printed",
  "npm run review -- --stack lab": "plans lab, and reviews that",
  "terraform show -json plan | npm run --silent review -- -": "from standard input",
};

/** `name` is what was planned: a stack, a run, or the file of the plan. */
type Wish = Options & { readonly name: string; readonly plan: Plan };
type Format = (reviewed: Review, wish: Wish, env: NodeJS.ProcessEnv) => string | Promise<string>;

const FORMATS: Readonly<Record<string, Format>> = {
  terminal: (reviewed, { details }, env) =>
    render(reviewed, createColors(wantsColour(env, process.stdout)), details),
  markdown: (reviewed, { limit }) => toMarkdown(reviewed, undefined, limit),
  html: async (reviewed, { name, plan }) => toHtml(reviewed, name, await pictureIn(plan, name)),
  json: toJson,
};

async function work(
  file: string | undefined,
  options: Options,
  env: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  const format = formatIn(options);
  const plan = await planOf(file, options, env);
  const reviewed = review(plan);
  const name = options.name ?? options.stack ?? options.run ?? basename(file ?? "");
  write(await format(reviewed, { ...options, name, plan }, env), options);
  return reviewed.verdict === "safe" ? 0 : 1;
}

function formatIn({ format }: Options): Format {
  const known = FORMATS[format];
  if (known !== undefined && Object.hasOwn(FORMATS, format)) return known;
  const says = `must be one of ${Object.keys(FORMATS).join(", ")}, got "${format}"`;
  throw new Refusal([{ where: "--format", says: `${says}; name one of them` }], 2);
}

function limitIn(given: string): number {
  const bytes = /^\d+$/.test(given) ? Number(given) : 0;
  if (bytes >= LEAST && bytes <= GITHUB_LIMIT) return bytes;
  const says = `must be a number of bytes from ${LEAST} to ${GITHUB_LIMIT}, got "${given}"`;
  throw new Refusal([{ where: "--limit", says }], 2);
}

/** Room for the verdict, and for what says how much was cut. */
const LEAST = 2000;

async function planOf(
  file: string | undefined,
  { stack, run }: Options,
  env: NodeJS.ProcessEnv,
): Promise<Plan> {
  const given = [file, stack, run].filter((each) => each !== undefined);
  if (given.length !== 1) {
    const got = given.length === 0 ? "none of them" : given.join(" and ");
    const says = `must be given a plan's JSON, --stack or --run, got ${got}; see --help`;
    throw new Refusal([{ where: "npm run review --", says }], 2);
  }
  if (stack !== undefined) return planned(stack, env);
  if (run !== undefined) return planOfRun(run, env);
  return readPlan(given[0] ?? "");
}

/** The state's lock is not taken: nothing is changed. */
async function planned(stack: string, env: NodeJS.ProcessEnv): Promise<Plan> {
  const outdir = outputFolder(env);
  const [name = stack] = stacksNamed(outdir, [stack]);
  const folder = stackFolder(outdir, name);
  const signal = interrupts(killRunning);
  const terraform = new Terraform({ terraform: terraformIn(env), folder, env, signal });
  return terraform.look("-lock=false");
}

function write(text: string, { out }: Options): void {
  if (out === undefined) {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(out, text);
  } catch (error) {
    const says = `must be a file that can be written, got ${(error as Error).message}; name another`;
    throw new Refusal([{ where: `--out ${out}`, says }], 2);
  }
}
