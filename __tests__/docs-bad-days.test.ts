import { readFileSync } from "node:fs";
import { join } from "node:path";
import { alarmsOf } from "../alarms/table";
import { FACTS } from "./alarms/facts";
import { filesIn, proseOf, ROOT, readPage } from "./support/docs";

const PAGE = "docs/bad-days.md";
const alarms = alarmsOf(FACTS);
/** With the zone's letter as the page writes it. */
const names = [...new Set(alarms.map(({ name }) => name.replace(/\b[ab]\b/, "ZONE")))];

/** The rows of the page's tables, as cells without the first and the last border. */
const rows = readPage(PAGE)
  .split("\n")
  .filter((line) => line.startsWith("| ") && !/^\| (fault|played) /.test(line))
  .map((line) => line.split(" | ").map((cell) => cell.replace(/^\| | \|$/g, "")));
const faults = rows.filter((cells) => cells.length === 6);
const played = rows.filter(([, by = ""]) => by.includes(".test.ts"));

test("every fault has six answers, and what is played is among the faults", () => {
  expect(faults).toHaveLength(14);
  const known = faults.map(([fault]) => fault);
  expect(played.map(([fault]) => fault).filter((fault) => !known.includes(fault))).toEqual([]);
});

test("who hears of a fault is an alarm that there is, and pages where the page says so", () => {
  for (const [fault = "", , hears = ""] of faults) {
    const named = [...hears.matchAll(/`([\w-]+)`(, which pages)?/g)];
    if (named.length === 0)
      expect([fault, hears]).toEqual([fault, expect.stringMatching(/^nobody/)]);
    for (const [, name = "", pages] of named) {
      if (name === "web-errors") continue; // the canary's, which every stage with a canary has
      expect(names).toContain(name);
      const reach = alarms.find((each) => each.name === name.replace("ZONE", "a"))?.reach;
      expect([name, reach]).toEqual([name, pages ? "page" : "mail"]);
    }
  }
});

test("somebody hears of eleven of the fourteen faults, as the page counts", () => {
  expect(faults.filter(([, , hears = ""]) => hears.startsWith("`"))).toHaveLength(11);
  expect(proseOf(PAGE)).toContain("Somebody hears of eleven of the fourteen.");
});

test.each(played)("%s is played by a test of that title", (_, by = "") => {
  const [, file = "", title = ""] = /`([\w/.-]+\.test\.ts)`: "(.*)"$/.exec(by) ?? [];
  // "…" stands for each case of a test of several.
  expect(readFileSync(join(ROOT, file), "utf8")).toContain(`("${title.replace("…", "%s")}"`);
});

test("every alarm has a runbook: a heading of a page, with something below it", () => {
  for (const { name, runbook } of alarms) {
    const [page = "", anchor] = runbook.split("#");
    const sections = proseOf(page).split(/^## /m).slice(1);
    const own = sections.find((section) => anchorOf(section.split("\n")[0] ?? "") === anchor);
    expect([
      name,
      own?.includes("**It worked**") || own?.includes("There is nothing to do"),
    ]).toEqual([name, true]);
  }
});

/** What follows `npm run ops --` in our pages, and what `--help` lists. */
test("every command of ours in a runbook is one that --help lists", () => {
  const listed = [
    ...readFileSync(join(ROOT, "ops/cli.ts"), "utf8").matchAll(/^add(\w+)\(program/gm),
  ];
  const known = listed.map(([, command = ""]) => command.toLowerCase());
  expect(known.length).toBeGreaterThan(5);
  const pages = [PAGE, ...filesIn("docs/runbooks")];
  const used = pages.flatMap((page) => [
    ...readPage(page).matchAll(/(?:npm run ops --|`ops) ([a-z]+)/g),
  ]);
  expect(used.length).toBeGreaterThan(10);
  expect(
    used.map(([, command]) => command).filter((command = "") => !known.includes(command)),
  ).toEqual([]);
});

/** As GitHub makes it of a heading. */
function anchorOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, "")
    .replaceAll(" ", "-");
}
