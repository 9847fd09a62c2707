import type { Colors } from "picocolors/types";
import { fill } from "../../terminal/fill";
import { minuteOf } from "../words";
import type { Command } from "./commands";
import type { Facts } from "./facts";
import type { Remark } from "./judge";
import { partsOf } from "./lines";

/** What the command prints: facts, what they mean, and how to go on. */
export interface Status {
  readonly facts: Facts;
  readonly remarks: readonly Remark[];
  readonly commands: readonly Command[];
}

/** A line is never wider, unless a word is. */
const COLUMNS = 80;
const TITLE = 13;

/** One screen. Marks say without colour what colour says. */
export function render({ facts, remarks, commands }: Status, paint: Colors): string {
  const { stage, region, account, at } = facts;
  const place = `${region}, account ${account}`;
  const time = minuteOf(at);
  const gap = " ".repeat(Math.max(2, COLUMNS - stage.length - 2 - place.length - time.length));
  return `${[
    `${paint.bold(stage)}  ${place}${gap}${paint.dim(time)}`,
    paint.bold(verdictOf(remarks)),
    ...remarks.flatMap((remark) => renderRemark(remark, paint)),
    "",
    ...partsOf(facts).flatMap(({ title, says, rows = [] }) => [
      ...beside(title, says, paint),
      ...rows.map((row) => `  ${row}`),
    ]),
    "",
    ...commands.flatMap(({ does, words }) => [paint.dim(`# ${does}`), ...broken(words)]),
  ].join("\n")}\n`;
}

/** The same for programs. */
export function toJson({ facts, remarks, commands }: Status): string {
  const pasted = commands.map(({ does, words }) => ({ does, command: words.join(" ") }));
  const document = { format: 1, verdict: verdictOf(remarks), remarks, ...facts, commands: pasted };
  return `${JSON.stringify(document, null, 2)}\n`;
}

// --- internal ---

function verdictOf(remarks: readonly Remark[]): string {
  const count = (level: Remark["level"]) => remarks.filter((each) => each.level === level).length;
  if (count("fault") > 0) return "does not work";
  if (count("unknown") > 0) return "could not tell all";
  return count("attention") > 0 ? "works; look at this" : "works";
}

const MARKS: Readonly<Record<Remark["level"], string>> = {
  fault: "✗",
  unknown: "?",
  attention: "!",
  note: "·",
};

function renderRemark({ level, about, says }: Remark, paint: Colors): string[] {
  const colour = {
    fault: paint.red,
    unknown: paint.yellow,
    attention: paint.yellow,
    note: paint.dim,
  };
  const [first = "", ...rest] = fill(`${about}: ${says}`.split(" "), COLUMNS - 4);
  return [`  ${MARKS[level]} ${first}`, ...rest.map((line) => `    ${line}`)].map(colour[level]);
}

function beside(title: string, says: readonly string[], paint: Colors): string[] {
  const lines = says.flatMap((each) => fill(each.split(" "), COLUMNS - TITLE));
  return lines.map((line, i) =>
    i === 0 ? `${paint.bold(title.padEnd(TITLE))}${line}` : `${" ".repeat(TITLE)}${line}`,
  );
}

/** With backslashes, so that it can be pasted as it stands. */
function broken(words: readonly string[]): string[] {
  const lines = fill(words, COLUMNS - 2, { first: "", rest: "  " });
  return lines.map((line, i) => (i < lines.length - 1 ? `${line} \\` : line));
}
