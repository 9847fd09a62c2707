import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./support/docs";
import { type Import, importsOf, loadedBy, sources } from "./support/imports";
import { CDKTF, CDKTF_ROOMS, ROOMS, refusal, roomOf, wallsTable } from "./support/walls";

const all = sources().flatMap((file) => importsOf(file));

/** What is wrong with an import, as `file imports what: why`. */
function faultIn({ file, what, local, types }: Import): string[] {
  const room = roomOf(file);
  const why = local
    ? isData(what) || !isInRoom(file)
      ? undefined
      : refusal(room, roomOf(what), types)
    : CDKTF.test(what) && !CDKTF_ROOMS.includes(room)
      ? "only constructs/, main.ts and tests know CDKTF"
      : undefined;
  return why === undefined ? [] : [`${file} imports ${what}: ${why}`];
}

/** `cdktf.json`: a fact about the project, and no program. */
const isData = (what: string) => /^[^/]+\.json$/.test(what);
/** Configuration of a tool in the root is no room. */
const isInRoom = (file: string) => file.includes("/") || file === "main.ts";

const faultsIn = (file: string, text: string) => importsOf(file, text).flatMap(faultIn);

test("no file imports a room that its own may not import", () => {
  expect(all.length).toBeGreaterThan(1000);
  expect(all.flatMap(faultIn)).toEqual([]);
});

describe("a command's help loads nothing of AWS's SDK:", () => {
  test.each(["ops/cli.ts", "summary/cli.ts", "review/cli.ts", "main.ts"])("%s", (entry) => {
    expect(loadedBy(entry, all).length).toBeGreaterThan(10);
    expect(loadedBy(entry, all).filter((each) => each.startsWith("@aws-sdk/"))).toEqual([]);
  });
});

test("every wall has a reason, and every exception names a room", () => {
  for (const { only = [], not = [], types = [], importedBy = [], why } of Object.values(ROOMS)) {
    const named = [...only, ...not, ...types, ...importedBy];
    expect(named.filter((room) => !(room in ROOMS))).toEqual([]);
    if (named.length > 0) expect(why).toBeDefined();
  }
});

test.each(["README.md", "CONTRIBUTING.md"])("%s has a line on every room", (page) => {
  const text = readFileSync(join(ROOT, page), "utf8");
  const rooms = Object.keys(ROOMS).filter((room) => !["app/__tests__", ".gen"].includes(room));
  expect(rooms.filter((room) => !text.includes(`[${room}](${room})`))).toEqual([]);
});

test("CONTRIBUTING.md shows the same table; npm run docs writes it", () => {
  const file = join(ROOT, "CONTRIBUTING.md");
  const page = readFileSync(file, "utf8");
  const [start, end] = ["<!-- walls -->\n", "\n<!-- end of walls -->"];
  const before = page.slice(0, page.indexOf(start) + start.length);
  const after = page.slice(page.indexOf(end));
  const right = `${before}\n${wallsTable()}\n${after}`;
  if (process.env.UPDATE_DOCS) writeFileSync(file, right);
  expect(readFileSync(file, "utf8")).toBe(right);
});

describe("is refused:", () => {
  test.each([
    ["a neighbour", "summary/x.ts", 'import { run } from "../ops/cli";'],
    ["a neighbour on the ground floor", "names/x.ts", 'import "../terminal/table";'],
    ["a higher floor", "terraform/x.ts", 'import { x } from "../emulator/aws";'],
    ["a type of a higher floor", "terminal/x.ts", 'import type { X } from "../terraform/plan";'],
    ["a room that is walled off", "try/x.ts", 'import { stages } from "../config/stages";'],
    ["the app, but by bin", "emulator/x.ts", 'import { port } from "../app/port";'],
    ["a room from the app", "app/x.ts", 'import { tiers } from "../names/tiers";'],
    ["constructs in the app's tests", "app/__tests__/x.ts", 'import "../../constructs/nat";'],
    ["settings in a construct", "constructs/x.ts", 'import { stages } from "../config/stages";'],
    ["settings beside a type", "constructs/x.ts", 'import { type A, b } from "../config/load";'],
    ["what is handed on", "summary/x.ts", 'export * from "../config/load";'],
    ["what is loaded later", "summary/x.ts", 'const x = () => import("../config/load");'],
    ["what is required", "summary/x.cjs", 'require("../config/load");'],
    ["a type in an expression", "terminal/x.ts", 'let x: import("../terraform/plan").Plan;'],
    ["a room that is not in the table", "ops/x.ts", 'import "../helpers/x";'],
    ["CDKTF", "summary/x.ts", 'import { App } from "cdktf";'],
    [
      "a type of CDKTF's provider",
      "ops/x.ts",
      'import type { X } from "@cdktf/provider-aws/lib/vpc";',
    ],
  ])("%s", (_what, file, text) => {
    expect(faultsIn(file, text)).toEqual([expect.stringContaining(`${file} imports `)]);
  });
});

describe("is accepted:", () => {
  test.each([
    ["a lower floor", "ops/x.ts", 'import { sentence } from "../../terminal/refusal";'],
    [
      "types of settings in a construct",
      "constructs/x.ts",
      'import type { A } from "../config/settings";',
    ],
    [
      "the same, name by name",
      "constructs/x.ts",
      'import { type A, type B } from "../config/settings";',
    ],
    ["the app by bin", "bin/x.mjs", 'import { buildApp } from "../app/build.mjs";'],
    ["the emulator in the app's tests", "app/__tests__/x.ts", 'import "../../emulator/aws";'],
    ["CDKTF in a construct", "constructs/x.ts", 'import { App } from "cdktf";'],
    [
      "text that looks like an import",
      "summary/x.ts",
      '// import "../config/load"\nconst x = `import "../ops/x"`;',
    ],
  ])("%s", (_what, file, text) => {
    const at = file === "ops/x.ts" ? "ops/drift/x.ts" : file;
    expect(faultsIn(at, text)).toEqual([]);
  });
});
