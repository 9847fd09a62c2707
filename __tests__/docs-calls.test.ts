import { callsOf, callsTable, managed } from "../bench/plan-calls";
import { between, expectWritten, readPage } from "./support/docs";
import { synthStage } from "./support/synth";

const PAGE = "docs/calls.md";

test("the page of calls has what a plan of lab asks, by type", () => {
  const lab = synthStage("lab").document;
  const [calls, resources] = [callsOf(lab).length, managed(lab)];
  const each = (calls / resources).toFixed(2);
  const sum = `A plan of \`lab\` without changes makes ${calls} calls for ${resources} resources: ${each} for each.`;
  expectWritten(PAGE, between(readPage(PAGE), "calls", `${sum}\n\n${callsTable(lab)}`));
});
