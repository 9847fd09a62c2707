import { readPage } from "./docs";

/** Commands of a page that run on the emulator, and what the page says that they print. */
export interface PageStep {
  readonly command: string;
  /** None where the page doesn't say, since it differs from run to run. */
  readonly prints: string | undefined;
}

/** The `sh` blocks of a page, in order, each with the `text` block right after it. */
export function stepsOnPage(page: string): PageStep[] {
  const blocks = /^```sh\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?/gms;
  return [...readPage(page).matchAll(blocks)].map(([, command = "", prints]) => ({
    command,
    prints,
  }));
}

/** The steps as one script of one shell, since a step may use what an earlier one has set. */
export function scriptOf(steps: readonly PageStep[]): string {
  return ["set -e", ...steps.flatMap(({ command }) => [command, `echo "${END}"`])].join("\n");
}

/** What each step printed. */
export function printedBy(script: string): string[] {
  return script.split(`${END}\n`).slice(0, -1);
}

// --- internal ---

const END = "--- end of a step ---";
