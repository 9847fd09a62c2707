import type { CommandLine } from "../../terminal/command-line";
import { shown } from "../../terminal/shown";
import { synthStage } from "../../terraform/synth";
import { PATIENCE } from "../database/calm";
import type { Means } from "../means";
import { runDrill } from "./drill/run";
import { remove } from "./remove-run";
import { type Options, run } from "./run";

/** Adds `restore` to the commands. */
export function addRestore(
  program: CommandLine,
  env: NodeJS.ProcessEnv,
  means: Pick<Means, "synth" | "patience"> = { synth: synthStage, patience: RESTORE_PATIENCE },
): void {
  program
    .command("restore")
    .summary("bring a database back as it was at a time, in a second cluster")
    .description(WHAT_IT_DOES)
    .argument("<stage>", "the stage whose database it is")
    .option("--to <time>", "latest, or a time in UTC such as 2026-11-29T10:00:00Z")
    .option(
      "--from <source>",
      "instead of the app's cluster: a deleted one's resource id, or a snapshot",
    )
    .option("--remove <identifier>", "delete the stage's other cluster, which the app doesn't use")
    .option(
      "--drill",
      "restore a copy, measure how long it takes, and remove it; the app isn't touched",
    )
    .option("--folder <folder>", "where Terraform is run, instead of cdktf.out/stacks/STAGE")
    .option("--dry-run", "show the steps, and take none")
    .option("--yes", "don't ask: for pipelines")
    .closing(
      {
        "npm run ops -- restore lab --to latest": "a copy as new as AWS has it",
        "npm run ops -- restore lab --to 2026-11-29T10:00:00Z": "as it was before the mistake",
        "npm run ops -- restore lab --from lab-before": "a snapshot",
        "npm run ops -- restore lab --remove lab-database": "the old cluster, afterwards",
        "npm run ops -- restore lab --drill": "how long it takes, before you need it",
      },
      "0 done, 1 steps are left, 2 could not tell or stopped, 130 interrupted",
    )
    .work((stage: string, { drill, ...asked }: Asked) => {
      const all = { env, ...shown(env), ...means };
      if (drill) return runDrill(stage, asked, all);
      const { remove: id, ...options } = asked;
      return id === undefined ? run(stage, options, all) : remove(stage, id, options, all);
    });
}

// --- internal ---

interface Asked extends Options {
  readonly remove?: string;
  readonly drill?: true;
}

/** A large database takes hours to restore. */
const RESTORE_PATIENCE = { ...PATIENCE, applyMs: 6 * 3_600_000 };

const WHAT_IT_DOES =
  "Restores the database as it was at a time. AWS makes a second cluster, a copy, while the app goes on with " +
  "its own. The command checks the copy, asks, and switches the app to it. Each step is a Terraform apply " +
  "whose plan must be this step and nothing else. At its end the command prints the settings to commit. The " +
  "old cluster stays until you delete it with --remove. After Ctrl-C or a kill, run the same command again.";
