import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { command, runner } from "./support/command";
import { between, expectWritten, ROOT, readPage } from "./support/docs";
import { stepsOnPage } from "./support/walk";

/* What commands print, on the README: npm run docs runs them and writes it. */

const DRIFT = "npm run --silent ops -- drift lab";
const PLAN = join(ROOT, "__tests__/review/plans/whole/data/cluster-replaced.json");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "screens-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What an entry of the project prints where people run it, without colours. */
async function printed(code: number, ...args: string[]): Promise<string> {
  const ended = await command([runner, ...args], {}, folder).ended;
  expect({ ...ended, out: "" }).toEqual({ code, out: "", err: "" });
  return ended.out;
}

/** Drift needs a deployed stage: the test that walks through the course's page has run this. */
function drift(): string {
  const found = stepsOnPage("docs/course.md").find((each) => each.command.includes(DRIFT));
  return found?.prints ?? "";
}

test("the README shows what commands print; npm run docs writes it", async () => {
  await printed(0, "main.ts", "--quiet");
  const screens = {
    start: await printed(0, "summary/cli.ts", "lab"),
    review: await printed(1, "review/cli.ts", PLAN),
    drift: drift(),
  };
  const page = Object.entries(screens).reduce((text, [name, screen]) => {
    expect(screen).not.toBe("");
    return between(text, `screen of ${name}`, `\`\`\`text\n${screen.trimEnd()}\n\`\`\``);
  }, readPage("README.md"));
  expectWritten("README.md", page);
});
