import { CommandLine, type ExitCode, runCommand } from "../terminal/command-line";
import { emulatorPython } from "./python";

const program = new CommandLine("node bin/run.mjs emulator/install.ts")
  .description("Installs the Python packages of the emulator, which its first start would do.")
  .work(async (): Promise<ExitCode> => {
    await emulatorPython({ onLine: (line) => console.error(line) });
    return 0;
  });

void runCommand(program);
