import { createColors } from "picocolors";
import { charts } from "../ops/load/frame";
import { report } from "../ops/load/report";
import { between, expectWritten, readPage } from "./support/docs";
import { ASKED, SEEN } from "./support/made-up-load";

test("the page on load shows its screen, of a made-up load; npm run docs writes it", () => {
  const lines = [...charts(ASKED, SEEN, createColors(false)), "", report(ASKED, SEEN)];
  const screen = lines.map((line) => line.trimEnd()).join("\n");
  const page = between(readPage("docs/ops/load.md"), "screen", `\`\`\`text\n${screen}\n\`\`\``);
  expectWritten("docs/ops/load.md", page);
});
