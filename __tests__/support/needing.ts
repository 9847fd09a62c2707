import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Commands that tests run, and what installs each. */
export const COMMANDS = {
  aws: "pip install awscli", // Debian's can be too old for AWS_ENDPOINT_URL
  bash: "apt-get install bash",
  curl: "apt-get install curl",
  git: "apt-get install git",
  iconv: "apt-get install libc-bin",
  jq: "apt-get install jq",
  nsenter: "apt-get install util-linux",
  openssl: "apt-get install openssl",
  sha256sum: "apt-get install coreutils",
  shellcheck: "apt-get install shellcheck",
  sudo: "apt-get install sudo",
  "systemd-analyze": "apt-get install systemd",
  unshare: "apt-get install util-linux",
} as const;
export type CommandName = keyof typeof COMMANDS;

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
export function missingCommands(...commands: CommandName[]): string[] {
  return commands
    .filter((command) => !onPath(command))
    .map((command) => `${command}: not found on PATH; ${COMMANDS[command]}`);
}

/** The file of a program on the PATH. */
export function onPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
}
