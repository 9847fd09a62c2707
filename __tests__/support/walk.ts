import { readPage } from "./docs";

/** Commands of a page that run on the emulator, and what the page says that they print. */
export interface PageStep {
  readonly command: string;
  /** None where the page doesn't say, since it differs from run to run. */
  readonly prints: string | undefined;
}

/** The `sh` blocks of a page, in order, each with the `text` block right after it. */
export function stepsOnPage(page: string): PageStep[] {
  return [...readPage(page).matchAll(BLOCKS)].map(([, command = "", prints]) => ({
    command,
    prints,
  }));
}

/** The page, with what its steps print now wherever it says what they print. */
export function pageWith(page: string, printed: ReadonlyMap<string, string>): string {
  return readPage(page).replaceAll(BLOCKS, (block, command: string, prints?: string) =>
    prints === undefined ? block : block.replace(prints, () => printed.get(command) ?? prints),
  );
}

/** The steps as one script of one shell, since a step may use what an earlier one has set. */
export function scriptOf(steps: readonly PageStep[]): string {
  return ["set -e", ...steps.flatMap(({ command }) => [command, `echo "${END}"`])].join("\n");
}

/** What each step printed. */
export function printedBy(said: string): string[] {
  const lines = said.replaceAll(/^bundling \S+…\n/gm, ""); // said where that takes its time
  return lines.split(`${END}\n`).slice(0, -1);
}

// --- internal ---

const BLOCKS = /^```sh\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?/gms;
const END = "--- end of a step ---";
