import type { CommandLine } from "../../terminal/command-line";
import { shown } from "../../terminal/shown";
import { synthStage } from "../../terraform/synth";
import { PATIENCE } from "../database/calm";
import type { Means } from "../means";
import { type Options, run } from "./run";

/** Adds `resize` to the commands. */
export function addResize(
  program: CommandLine,
  env: NodeJS.ProcessEnv,
  means: Pick<Means, "synth" | "patience"> = { synth: synthStage, patience: PATIENCE },
): void {
  program
    .command("resize")
    .summary("give database instances another class, one after the other")
    .description(WHAT_IT_DOES)
    .argument("<stage>", "the stage whose database it is")
    .argument("[class]", "the class of all its instances, such as db.r6g.large")
    .option("--instance <name=class>", "another class for one instance; may be repeated", collect)
    .option("--folder <folder>", "where Terraform is run, instead of cdktf.out/stacks/STAGE")
    .option("--dry-run", "show the steps, and take none")
    .option("--guide", "print the steps as settings to commit, for HCP and pipelines")
    .option("--yes", "don't ask: for pipelines")
    .closing(
      {
        "npm run ops -- resize lab db.r6g.large": "all instances, the writer last",
        "npm run ops -- resize lab --instance b=db.r6g.large": "one instance",
      },
      "0 every instance has its class, 1 steps are left, 2 could not tell or stopped, 130 interrupted",
    )
    .work((stage: string, all: string | undefined, options: Options) =>
      run(stage, { all, some: options.instance ?? [] }, options, { env, ...shown(env), ...means }),
    );
}

// --- internal ---

const WHAT_IT_DOES =
  "Resizes the database without changing two instances at once: readers first, one after the other, then " +
  "a failover to one of them, and the former writer last. Each step is a Terraform apply whose plan must be " +
  "the update of that instance and nothing else. Between steps nothing is locked. Stopped or killed anywhere, " +
  "the same command goes on. It ends with the settings to commit.";

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}
