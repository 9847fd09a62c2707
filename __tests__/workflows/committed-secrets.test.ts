import { execFileSync } from "node:child_process";
import { parse } from "yaml";
import { projectRoot } from "../../processes/project";
import { readPage } from "../support/docs";
import { lintersPython, missingLinters } from "../support/linters";
import { missingCommands, needing } from "../support/needing";
import { testsAll } from "../support/tests-all";

const LIST = ".github/linters/secrets.yaml";
/** Made by Terraform on the emulator, by npm, or by hash; and pictures. */
const MADE =
  /^__tests__\/(review|terraform)\/plans\/|requirements\.txt$|^package-lock\.json$|\.(svg|png)$/;

interface Line {
  readonly files: readonly string[];
  readonly kinds: readonly string[];
  readonly because: string;
}
type Found = readonly [file: string, kind: string];

// Half a minute of CPU: every night, and in the job "secrets" of each pull request.
const missing = testsAll ? [...missingLinters(), ...missingCommands("git")] : undefined;
const suite = (title: string, tests: () => void) =>
  missing ? needing(missing, title, tests) : describe(title, tests);

suite("detect-secrets", () => {
  const lines = parse(readPage(LIST)) as Line[];

  test("has a list of what is no secret, each with a reason", () => {
    expect(lines.filter(({ because = "" }) => because.length < 10)).toEqual([]);
  });

  if (!testsAll) return;

  test("finds nothing in any committed file that isn't on the list, and all that is", async () => {
    const found = foundBy(await lintersPython());
    expect(found.filter((each) => !lines.some((line) => allows(line, each)))).toEqual([]);
    expect(lines.filter((line) => !found.some((each) => allows(line, each)))).toEqual([]);
  });
});

function foundBy(python: string): Found[] {
  const cwd = projectRoot();
  const files = execFileSync("git", ["ls-files"], { cwd, encoding: "utf8" }).trim().split("\n");
  const ours = files.filter((file) => !MADE.test(file) && file !== LIST);
  const args = ["-m", "detect_secrets", "scan", ...ours];
  const output = execFileSync(python, args, { cwd, encoding: "utf8", maxBuffer: 1e8 });
  const { results } = JSON.parse(output) as { results: Record<string, { type: string }[]> };
  return Object.entries(results).flatMap(([file, all]) =>
    all.map(({ type }) => [file, type] as const),
  );
}

function allows({ files, kinds }: Line, [file, kind]: Found): boolean {
  return kinds.includes(kind) && files.some((each) => patternOf(each).test(file));
}

function patternOf(text: string): RegExp {
  const parts = text.split("*").map((part) => part.replaceAll(/[.]/g, "\\."));
  return new RegExp(`^${parts.join(".*")}$`);
}
