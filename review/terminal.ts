import type { Colors } from "picocolors/types";
import { fill } from "../terminal/fill";
import { width } from "../terminal/table";
import type { Review } from "./review";
import type { Finding, Level } from "./rule";
import { changeIn, costIn, countsIn, type Section, sectionsOf, VERDICTS, visible } from "./words";

/** A first screen is seen without scrolling. */
export const SCREEN = { lines: 24, columns: 80 } as const;

/**
 * The review for a terminal. Without details it fits on a first screen, as richly as there is room:
 * verdict, counts and the address of every danger are always on it.
 */
export function render(review: Review, paint: Colors, details = false): string {
  const write = (layout: Layout) =>
    [...head(review, paint), ...layout(review, paint)].flatMap(wrapped);
  const whole = write(everything);
  if (details || whole.length <= SCREEN.lines) return text(whole);
  const shorter = [titles, brief, headlines, addressesAlone].map((layout) => [
    ...write(layout),
    ...HINT,
  ]);
  return text(shorter.find((lines) => lines.length <= SCREEN.lines) ?? shorter.at(-1) ?? []);
}

// --- internal ---

/** Lines of any length: they are wrapped afterwards. */
type Layout = (review: Review, paint: Colors) => string[];

const HINT = ["", "--details shows all of it."];

function text(lines: readonly string[]): string {
  return `${lines.join("\n")}\n`;
}

function head(review: Review, paint: Colors): string[] {
  const { verdict } = review;
  const colour = { safe: paint.green, attention: paint.yellow, danger: paint.red }[verdict];
  const cost = costIn(review);
  return [`${colour(VERDICTS[verdict])}  ${countsIn(review)}`, ...(cost ? [cost] : [])];
}

function everything(review: Review, paint: Colors): string[] {
  const listed = (what: string, addresses: readonly string[]) =>
    addresses.length === 0
      ? []
      : ["", `${what}:`, ...addresses.map((each) => `  ${visible(each)}`)];
  return [
    ...sectionsOf(review).flatMap((each) => ["", ...inFull(each, paint)]),
    ...listed("not judged, since no rule knows these types", review.notJudged),
    ...listed("harmless", review.harmless),
  ];
}

function inFull(section: Section, paint: Colors): string[] {
  return [heading(section, paint), ...section.findings.flatMap(findingIn)];
}

function findingIn({ title, why, remedy, downtime, changes = [] }: Finding): string[] {
  return [
    `  ${visible(title)}`,
    ...changes.map((each) => `    ${visible(changeIn(each))}`),
    ...(downtime === undefined ? [] : [`  downtime: ${downtime}`]),
    `  why: ${why}`,
    ...(remedy === "none" ? [] : [`  do: ${remedy}`]),
  ];
}

/** Of all findings what happens, and what to do. */
function titles(review: Review, paint: Colors): string[] {
  const sections = sectionsOf(review).flatMap((each) => [
    heading(each, paint),
    ...each.findings.map(inBrief),
  ]);
  return ["", ...sections, ...rest(review)];
}

/** Dangers with what to do, of all others a line each. */
function brief(review: Review, paint: Colors): string[] {
  const sections = sectionsOf(review);
  const dangers = sections.filter(isDanger);
  const others = sections.filter((each) => !isDanger(each));
  return [
    ...dangers.flatMap((each) => ["", heading(each, paint), ...each.findings.map(inBrief)]),
    ...(others.length > 0 ? ["", ...others.map((each) => line(each, paint))] : []),
    ...rest(review),
  ];
}

function inBrief({ title, downtime, remedy }: Finding): string {
  const time = downtime === undefined ? "" : `; downtime: ${downtime}`;
  return `  ${visible(title)}${time}${remedy === "none" ? "" : `; do: ${remedy}`}`;
}

/** A line for each danger and for as much of what needs attention as there is room. */
function headlines(review: Review, paint: Colors): string[] {
  const sections = sectionsOf(review);
  const below = ["", ...rest(review)];
  const room = SCREEN.lines - head(review, paint).length - below.length - HINT.length - 1;
  const fewest = sections.filter(isDanger).length;
  const shown = sections.slice(0, Math.max(fewest, sections.length > room ? room : room + 1));
  const more = sections.length - shown.length;
  return [
    "",
    ...shown.map((each) => line(each, paint)),
    ...(more > 0 ? [`  and ${more} more`] : []),
    ...rest(review),
  ];
}

/** So many dangers that they share lines. */
function addressesAlone(review: Review, paint: Colors): string[] {
  const sections = sectionsOf(review);
  const dangers = sections.filter(isDanger).map(({ address }) => visible(address));
  const others = sections.length - dangers.length;
  return [
    "",
    `${mark("danger", paint)} ${dangers.join(", ")}`,
    ...(others > 0 ? [`  and ${others} more, none of them a danger`] : []),
    ...rest(review),
  ];
}

function rest({ notJudged, harmless }: Review): string[] {
  const parts = [
    ...(notJudged.length > 0 ? [`${notJudged.length} not judged`] : []),
    ...(harmless.length > 0 ? [`${harmless.length} harmless`] : []),
  ];
  return parts.length > 0 ? ["", `${parts.join(", ")}.`] : [];
}

function heading({ address, level }: Section, paint: Colors): string {
  return `${mark(level, paint)} ${visible(address)}`;
}

/** One line of a screen: the title gives way, the address never. */
function line(section: Section, paint: Colors): string {
  const { findings } = section;
  const more = findings.length > 1 ? ` (${findings.length} findings)` : "";
  const start = `${heading(section, paint)}: `;
  const room = SCREEN.columns - width(start) - more.length;
  const title = visible(findings[0]?.title ?? "");
  if (room < 10) return heading(section, paint);
  return `${start}${title.length > room ? `${title.slice(0, room - 1)}…` : title}${more}`;
}

function isDanger({ level }: Section): boolean {
  return level === "danger";
}

/** One letter for the eye, and for those who see no colour. */
function mark(level: Level, paint: Colors): string {
  const colour = { danger: paint.red, attention: paint.yellow, note: paint.dim }[level];
  return colour({ danger: "✖", attention: "!", note: "·" }[level]);
}

/** At blanks if there are any; what follows stands two columns further in. */
function wrapped(line: string): string[] {
  const start = /^ */.exec(line)?.[0] ?? "";
  const rest = `${start}  `;
  const words = line.slice(start.length).split(" ");
  const fitting = words.flatMap((each) => pieces(each, SCREEN.columns - rest.length));
  return fill(fitting, SCREEN.columns, { first: start, rest });
}

function pieces(word: string, most: number): string[] {
  if (width(word) <= most) return [word];
  const parts: string[] = [];
  for (let at = 0; at < word.length; at += most) parts.push(word.slice(at, at + most));
  return parts;
}
