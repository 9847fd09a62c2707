import type { Review } from "./review";
import type { Finding } from "./rule";
import { changeIn, costIn, countsIn, type Section, sectionsOf, VERDICTS, visible } from "./words";

/** The most that GitHub takes as a comment, in characters; counted in bytes, which are more. */
export const GITHUB_LIMIT = 65_536;

/** Bytes that the addresses of dangers may take beyond any limit: some 900, and a comment holds no more. */
const DANGERS = 60_000;

/**
 * The review for a pull request. What is too long is cut: the raw plan first, then what is harmless
 * and the notes, then what needs attention; dangers only where GitHub takes no more. What was cut is
 * counted.
 * @param raw Terraform's own words of the plan, to stand folded below
 * @param limit in bytes
 */
export function toMarkdown(review: Review, raw?: string, limit = GITHUB_LIMIT): string {
  const blocks = blocksOf(review, raw);
  let room = limit - size(head(review)) - CUT_WORDS;
  const kept = new Map<Block, string>();
  for (const block of [...blocks].sort((a, b) => a.rank - b.rank)) {
    const text = block.fit(room);
    kept.set(block, text);
    room -= size(text);
  }
  return `${[head(review), ...blocks.map((each) => kept.get(each))].filter(Boolean).join("\n")}\n`;
}

// --- internal ---

/** A part of the page that can be made shorter. */
interface Block {
  /** What is cut last has the lowest. */
  readonly rank: number;
  readonly fit: (room: number) => string;
}

/** Room for what says how much was cut. */
const CUT_WORDS = 600;

function head(review: Review): string {
  const cost = costIn(review);
  return [
    `## ${ICONS[review.verdict]} Plan review: ${VERDICTS[review.verdict]}`,
    "",
    `${countsIn(review)}${cost ? `; ${cost}` : ""}.`,
    "",
  ].join("\n");
}

const ICONS = { safe: "✅", attention: "⚠️", danger: "⛔" } as const;

function blocksOf(review: Review, raw: string | undefined): Block[] {
  const sections = sectionsOf(review);
  const of = (level: Section["level"]) => sections.filter((each) => each.level === level);
  return [
    dangers(of("danger")),
    open("Attention", of("attention"), 2),
    folded(
      `${review.notJudged.length} not judged: no rule knows these types`,
      review.notJudged.map(code),
      1,
    ),
    folded(`${of("note").length} notes`, of("note").map(full), 3),
    folded(`${review.harmless.length} harmless`, review.harmless.map(code), 4),
    ...(raw === undefined ? [] : [rawPlan(raw)]),
  ];
}

/** In full, or the titles alone, or, of very many, the addresses alone, whatever the limit is. */
function dangers(sections: readonly Section[]): Block {
  const write = (texts: readonly string[], more = "") =>
    sections.length === 0 ? "" : ["### Danger", "", ...texts, more].join("\n");
  return {
    rank: 0,
    fit(room) {
      const whole = [full, titled].map((how) => write(sections.map(how)));
      const kept = fitting(sections.map(bare), Math.max(room, DANGERS));
      const missing = cut(sections.length - kept.length, "more dangers");
      return whole.find((text) => size(text) <= room) ?? write(kept, missing);
    },
  };
}

function open(title: string, sections: readonly Section[], rank: number): Block {
  const above = `### ${title}\n\n`;
  return {
    rank,
    fit(room) {
      if (sections.length === 0) return "";
      const kept = fitting(sections.map(full), room - size(above));
      return `${above}${kept.join("\n")}\n${cut(sections.length - kept.length, "more that need attention")}`;
    },
  };
}

function folded(summary: string, items: readonly string[], rank: number): Block {
  return {
    rank,
    fit(room) {
      if (items.length === 0) return "";
      const around = ["<details><summary>", summary, "</summary>", "", "", "</details>", ""].join(
        "\n",
      );
      const kept = fitting(items.map(asItem), room - size(around));
      const missing = cut(items.length - kept.length, "of these");
      if (kept.length === 0) return `${summary}.\n${missing}`;
      return `<details><summary>${summary}</summary>\n\n${kept.join("\n")}\n${missing}\n</details>\n`;
    },
  };
}

function rawPlan(raw: string): Block {
  const lines = raw
    .trimEnd()
    .split("\n")
    .map((each) => visible(each.replaceAll("\t", "    ")));
  return {
    rank: 5,
    fit(room) {
      const kept = fitting(lines, room - 200);
      if (kept.length === 0) return `Terraform's own words were cut here: ${lines.length} lines.\n`;
      const fence = fenceFor(kept.join("\n"));
      const missing = cut(lines.length - kept.length, "lines");
      return `<details><summary>The plan in Terraform's own words</summary>\n\n${fence}\n${kept.join("\n")}\n${fence}\n${missing}\n</details>\n`;
    },
  };
}

function full(section: Section): string {
  return [`- ${code(section.address)}`, ...section.findings.flatMap(lines)].join("\n");
}

function lines({ title, why, remedy, downtime, changes = [], rule }: Finding): string[] {
  return [
    `  - **${escaped(title)}** (${rule})`,
    ...(downtime === undefined ? [] : [`    - Downtime: ${escaped(downtime)}`]),
    `    - Why: ${escaped(why)}`,
    ...(remedy === "none" ? [] : [`    - Do: ${escaped(remedy)}`]),
    ...changes.map((each) => `    - ${code(changeIn(each))}`),
  ];
}

function titled({ address, findings }: Section): string {
  return `- ${code(address)}: ${findings.map(({ title }) => escaped(title)).join("; ")}`;
}

function bare({ address }: Section): string {
  return `- ${code(address)}`;
}

function asItem(text: string): string {
  return text.startsWith("- ") ? text : `- ${text}`;
}

function cut(missing: number, what: string): string {
  return missing > 0 ? `\n_Cut here: ${missing} ${what}._\n` : "";
}

/** As many of the first as there is room for. */
function fitting(texts: readonly string[], room: number): string[] {
  let left = room;
  const end = texts.findIndex((each) => {
    left -= size(each) + 1;
    return left < 0;
  });
  return texts.slice(0, end < 0 ? texts.length : end);
}

function size(text: string): number {
  return Buffer.byteLength(text);
}

/** In code nothing is a link, a mention or HTML, whatever an address or a value holds. */
function code(text: string): string {
  const plain = visible(text);
  const longest = Math.max(0, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length));
  const ticks = "`".repeat(longest + 1);
  const pad = longest > 0 ? " " : "";
  return `${ticks}${pad}${plain}${pad}${ticks}`;
}

/** Sentences of ours, with a name or a message of the plan's in them. */
function escaped(text: string): string {
  return visible(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(/[\\`*[\]#|~!]|(?<!\w)_|_(?!\w)/g, "\\$&")
    .replaceAll("@", "@\u200b")
    .replaceAll("://", ":\u200b//");
}

function fenceFor(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  return "`".repeat(longest + 1);
}
