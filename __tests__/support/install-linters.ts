import { CommandLine, type ExitCode, runCommand } from "../../terminal/command-line";
import { lintersPython } from "./linters";

const program = new CommandLine("node bin/run.mjs __tests__/support/install-linters.ts")
  .description("Installs the workflows' linter. Otherwise the first test of the workflows does it.")
  .work(async (): Promise<ExitCode> => {
    await lintersPython();
    return 0;
  });

void runCommand(program);
