import { CommandLine, type ExitCode, runCommand } from "../terminal/command-line";
import { emulatorPython } from "./python";

const program = new CommandLine("node bin/run.mjs emulator/install.ts")
  .description("Installs the emulator's Python packages. Otherwise its first start does it.")
  .work(async (): Promise<ExitCode> => {
    await emulatorPython({ onLine: (line) => console.error(line) });
    return 0;
  });

void runCommand(program);
