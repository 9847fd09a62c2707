import type { CommandLine } from "../../terminal/command-line";
import { shown } from "../../terminal/shown";
import { run } from "./run";
import { DEFAULTS, type Options } from "./wish";

/** Adds `load` to the commands. */
export function addLoad(program: CommandLine, env: NodeJS.ProcessEnv): void {
  program
    .command("load")
    .summary("put load on a stage, and show how its fleet grows and shrinks")
    .description(WHAT_IT_DOES)
    .argument("<stage>", "the stage to put load on")
    .option("--rate <number>", "requests a second, 500 at most", DEFAULTS.rate)
    .option(
      "--duration <time>",
      "how long to send them, such as 90s; 10m at most",
      DEFAULTS.duration,
    )
    .option(
      "--watch <time>",
      "how long to wait afterwards until the fleet is small again",
      DEFAULTS.watch,
    )
    .option("--path <path>", "get this page, instead of pressing Start on the load page")
    .option("--url <url>", "an app on this machine, instead of the stage's output url")
    .option("--out <file>", "also write the report as a page")
    .option("--yes", "don't ask: for pipelines")
    .closing(
      {
        "npm run ops -- load lab": "ten minutes, and then until the fleet is small again",
        "npm run ops -- load lab --out load.html": "the same, with the curves as a page",
        "npm run ops -- load lab --path / --rate 200": "a page that people open",
      },
      "0 every request was answered, 1 some were not, 2 refused or could not tell, 130 interrupted",
    )
    .work((stage: string, options: Options) => run(stage, options, { env, ...shown(env) }));
}

// --- internal ---

const WHAT_IT_DOES =
  "Sends requests at a steady rate, even while earlier ones are unanswered, and shows their latency and the " +
  "size of the Auto Scaling group. Each request presses Start on the app's load page, which keeps an instance " +
  "busy for a minute. After the load the command waits until the fleet is small again. It changes no resource " +
  "in AWS.";
