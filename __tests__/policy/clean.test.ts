import { cleaned } from "../../policy/clean";
import { synthStage } from "../support/synth";

const { text, addressAt } = cleaned({
  "//": { metadata: {} },
  terraform: { required_version: ">= 1.10" },
  moved: [{ from: "a.b", to: "a.c" }],
  data: { aws_region: { here: { "//": {}, name: "us-east-1" } } },
  resource: { aws_lb: { web: { tags: { Name: "a\n  b" } }, other: {} } },
});

test("a cleaned copy has nothing by which checkov reads no resource at all", () => {
  expect(Object.keys(JSON.parse(text))).toEqual(["data", "resource"]);
  expect(text).not.toContain('"//"');
});

test("each line with the key of a resource or data source leads to its address", () => {
  const lines = text.split("\n");
  const shown = [...addressAt].map(([line, address]) => [lines[line - 1]?.trim(), address]);
  expect(shown).toEqual([
    ['"here": {', "data.aws_region.here"],
    ['"web": {', "aws_lb.web"],
    ['"other": {}', "aws_lb.other"],
  ]);
});

test("every address of a stack is found by a line", () => {
  const stack = synthStage("prod");
  const found = [...cleaned(stack.document).addressAt.values()];
  expect(found.sort()).toEqual(stack.addresses());
});
