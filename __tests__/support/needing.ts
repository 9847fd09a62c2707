import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * A suite that needs something of the machine. Where it is missing the suite is skipped by name and
 * reason, and in CI, where nothing may be skipped, it fails.
 * @param missing what can't be found, one sentence each
 */
export function needing(missing: readonly string[], title: string, suite: () => void): void {
  if (missing.length === 0) {
    describe(title, suite);
  } else if (process.env.CI === "true") {
    test(title, () => {
      throw new Error(`cannot run: ${missing.join("; ")}`);
    });
  } else {
    describe.skip(`SKIPPED ${title}: ${missing.join("; ")}`, () => test("", () => undefined));
  }
}

/** Those of the commands that aren't on the PATH, as sentences. */
export function missingCommands(...commands: string[]): string[] {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const isThere = (command: string) => folders.some((folder) => existsSync(join(folder, command)));
  return commands
    .filter((command) => !isThere(command))
    .map((command) => `${command}: not found on PATH; install it with the system's packages`);
}
