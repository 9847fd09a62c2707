import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join, normalize } from "node:path";
import { filesIn, proseOf, ROOT, readPage } from "./support/docs";
import { importsOf, loadedBy, sources } from "./support/imports";

/** Folders that commands make. */
const MADE = ["cdktf.out", ".gen", ".cache", "node_modules"];

const PIPELINE = "docs/pipelines/github-actions.md";
const pages = filesIn(".").filter((file) => file.endsWith(".md"));

test.each(pages)("the links of %s lead to a file, and to a heading in it", (page) => {
  expect(linksOf(page).filter((link) => !leadsSomewhere(page, link))).toEqual([]);
});

test.each(pages)("the paths that %s writes in code font exist", (page) => {
  const rooms = readdirSync(ROOT).filter((name) => !MADE.includes(name));
  const paths = [...proseOf(page).matchAll(/`([\w-]+\/[\w./-]+\.\w+)`/g)].map(([, path]) => path);
  const ours = paths.filter((path = "") => rooms.includes(path.split("/")[0] ?? ""));
  expect(ours.filter((path = "") => !existsSync(join(ROOT, path)))).toEqual([]);
});

describe("by the lines for CODEOWNERS", () => {
  const [, block = ""] = /```\n( *\* +OWNER\n[^`]*)```/.exec(readPage(PIPELINE)) ?? [];
  const lines = block
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/));
  const free = lines.filter(([, owner]) => owner === undefined).map(([path = ""]) => path);

  test("all is owned but folders that are there", () => {
    expect(lines[0]).toEqual(["*", "OWNER"]);
    expect(free).toHaveLength(lines.length - 1);
    expect(free.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  test.each(["main.ts", "config/cli.ts", "review/cli.ts", "ops/cli.ts"])(
    "all that %s runs is owned",
    (entry) => {
      const all = sources().flatMap((file) => importsOf(file));
      const run = loadedBy(
        entry,
        all.map((each) => ({ ...each, late: false })),
      );
      expect(run.length).toBeGreaterThan(3);
      expect(run.filter((file) => free.some((path) => `/${file}`.startsWith(path)))).toEqual([]);
    },
  );
});

test("CONTRIBUTING names the tests of every construct, and they are there", () => {
  const page = readPage("CONTRIBUTING.md");
  const [table = ""] = page.split("## Which tests cover what")[1]?.split("\nSome files") ?? [];
  const named = [...table.matchAll(/`([\w-]+\.ts|[\w-]+\/)`/g)].map(([, file]) => file);
  const constructs = readdirSync(join(ROOT, "constructs"), { withFileTypes: true }).map((each) =>
    each.isDirectory() ? `${each.name}/` : each.name,
  );
  expect(named.sort()).toEqual(constructs.sort());
  const tests = [...table.matchAll(/`([\w/-]+\.test\.ts)`/g)].map(([, file]) => file ?? "");
  const isThere = (file: string) =>
    ["__tests__", "__tests__/constructs"].some((at) => existsSync(join(ROOT, at, file)));
  expect(tests.filter((file) => !isThere(file))).toEqual([]);
});

test("docs/README.md links every page and picture below docs", () => {
  const linked = linksOf("docs/README.md").map((link) => normalize(join("docs", link)));
  const others = filesIn("docs").filter((file) => file !== "docs/README.md");
  expect(others.filter((file) => !linked.includes(file))).toEqual([]);
});

test("a decision has its number in its title, and the index has a line for every number", () => {
  const decisions = filesIn("docs/decisions").sort();
  const numbers = decisions.map((file) => Number(basename(file).slice(0, 4)));
  for (const [i, file] of decisions.entries()) {
    expect(proseOf(file)).toMatch(new RegExp(`^# ${numbers[i]}\\. `));
  }
  const listed = [...proseOf("docs/README.md").matchAll(/^(\d+)\. /gm)].map(([, n]) => Number(n));
  expect(listed).toEqual(Array.from({ length: numbers.at(-1) ?? 0 }, (_, i) => i + 1));
});

/** The targets of its links and pictures that are not addresses of the web. */
function linksOf(page: string): string[] {
  const found = [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
  return found.filter((link) => !/^[a-z]+:/.test(link));
}

function leadsSomewhere(page: string, link: string): boolean {
  const [path = "", anchor] = link.split("#");
  const file = path === "" ? page : normalize(join(dirname(page), path));
  if (!existsSync(join(ROOT, file))) return false;
  return anchor === undefined || !file.endsWith(".md") || anchorsOf(file).includes(anchor);
}

/** As GitHub makes them of headings. */
function anchorsOf(page: string): string[] {
  const headings = [...proseOf(page).matchAll(/^#+ (.+)$/gm)].map(([, text = ""]) => text);
  return headings.map((text) =>
    text
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, "")
      .trim()
      .replaceAll(/\s/g, "-"),
  );
}
