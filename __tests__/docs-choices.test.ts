import { CHOICES } from "../prices/choices";
import { between, expectWritten, readPage } from "./support/docs";

const PAGE = "docs/choices.md";

test("the page of choices has each with its price; npm run docs writes it", () => {
  const head = ["choice", "gives", "costs, as an estimate", "later"];
  const rows = CHOICES.map(({ value, gives, costs, later }) => [
    `\`${value}\``,
    gives,
    costs,
    later,
  ]);
  const lines = [head, head.map(() => "---"), ...rows];
  const table = lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
  expectWritten(PAGE, between(readPage(PAGE), "choices", table));
});
