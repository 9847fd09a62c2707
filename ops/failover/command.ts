import type { CommandLine } from "../../terminal/command-line";
import { shown } from "../../terminal/shown";
import { PATIENCE } from "../database/calm";
import { type Means, type Options, run } from "./run";

/** Adds `failover` to the commands. */
export function addFailover(
  program: CommandLine,
  env: NodeJS.ProcessEnv,
  means: Pick<Means, "patience"> = { patience: PATIENCE },
): void {
  program
    .command("failover")
    .summary("make another database instance the writer")
    .description(WHAT_IT_DOES)
    .argument("<stage>", "the stage whose database it is")
    .option("--to <name>", "the new writer, such as b; without it the largest reader")
    .option("--url <url>", "where the app answers, instead of the load balancer's address")
    .option("--anyway", "also to a smaller instance, or to one that is behind")
    .option("--yes", "don't ask: for pipelines")
    .closing(
      {
        "npm run ops -- failover lab": "the largest reader takes over",
        "npm run ops -- failover lab --to b": "b takes over",
      },
      "0 another instance is the writer, 2 refused or could not tell, 130 interrupted",
    )
    .work((stage: string, options: Options) =>
      run(stage, options, { env, ...shown(env), ...means }),
    );
}

// --- internal ---

const WHAT_IT_DOES =
  "Has a reader take over from the writer, and says who is the writer then. It refuses a target that is " +
  "smaller than the writer or behind it. While it goes on, the app is asked at /readyz whether it can save: " +
  "so the command knows for how long it couldn't. Where the app can't be reached, RDS's events are shown.";
