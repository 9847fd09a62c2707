import { RULES } from "../review/rules";
import { HARMLESS } from "../review/rules/harmless";
import { between, expectWritten, readPage } from "./support/docs";

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
  expectWritten(PAGE, page);
});

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
