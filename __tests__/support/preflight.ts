/** Says what this machine lacks, before the tests skip what needs it (or fail, if CI is true). */
import { join } from "node:path";
import { PARTS } from "../../app/__tests__/support/parts";
import { findTools } from "../../emulator/tools";
import { scannersFault } from "../../policy/python";
import { projectRoot } from "../../processes/project";
import { missingForMachine } from "./machine";
import { COMMANDS, type CommandName, missingCommands } from "./needing";

process.env.PATH += `:${join(projectRoot(), ".cache", "tools")}`; // as jest.config.cjs does
const tools = findTools();
// Only who isn't root needs sudo, which missingForMachine knows.
const commands = Object.keys(COMMANDS).filter((name) => name !== "sudo") as CommandName[];
const missing = new Set([
  ...(tools.kind === "missing" ? tools.missing : []),
  ...missingCommands(...commands),
  ...missingForMachine(),
  ...[scannersFault(process.env)].flatMap((fault) => fault ?? []),
  ...Object.values(PARTS).flatMap((fault) => fault() ?? []),
]);

if (missing.size > 0) {
  const become = process.env.CI === "true" ? "will fail, as CI is true" : "will be skipped";
  console.log(`This machine lacks some things, and the tests that need them ${become}:`);
  for (const sentence of missing) console.log(`  ${sentence}`);
  console.log("On Debian and Ubuntu, bin/install-test-tools.sh installs all that can be.\n");
}
