import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { RULES } from "../review/rules";
import { HARMLESS } from "../review/rules/harmless";
import { ROOT, readPage } from "./support/docs";

const PAGE = "docs/review.md";

test("the page on the review has every rule and every harmless type; npm run docs writes them", () => {
  const rules = RULES.map(({ family, id, levels, finds, why }) => [
    family,
    `\`${id}\``,
    levels.join(", "),
    finds,
    why,
  ]);
  const harmless = Object.entries(HARMLESS).map(([type, why]) => [`\`${type}\``, why]);
  const page = [
    ["rules", table(["family", "rule", "levels", "finds where", "why it matters"], rules)],
    ["harmless", table(["type", "why its changes harm nobody"], harmless)],
  ].reduce((text, [name = "", rows = ""]) => between(text, name, rows), readPage(PAGE));
  if (process.env.UPDATE_DOCS) writeFileSync(join(ROOT, PAGE), page);
  expect(readPage(PAGE)).toBe(page);
});

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function between(text: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const [head, rest = ""] = text.split(start);
  return `${head}${start}\n\n${content}\n\n${end}${rest.split(end)[1]}`;
}
