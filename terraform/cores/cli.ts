import { choose } from "../../terminal/choose";
import { CommandLine, type ExitCode, runCommand } from "../../terminal/command-line";
import { CORES, ensureCore } from "./core";

const NAME = "node bin/run.mjs terraform/cores/cli.ts";
const cores = Object.fromEntries(CORES.map((core) => [core, core]));

const program = new CommandLine(NAME)
  .description("Prints the folder of another Terraform, for a test run.")
  .argument("<version>", CORES.join(" or "))
  .closing(
    {
      [`PATH="$(${NAME} 1.15.5):$PATH" npm run test:acceptance`]: "the tests on 1.15.5",
    },
    "0 printed, 1 it could not be installed, 2 the arguments make no sense",
  )
  .work(async (version: string): Promise<ExitCode> => {
    for (const [, core] of choose(cores, [version], "a Terraform that tests run on")) {
      console.log(await ensureCore(core, process.env));
    }
    return 0;
  });

void runCommand(program);
