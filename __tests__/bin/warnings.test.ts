import { command } from "../support/command";

const emits = (...warnings: string[]) => {
  const script = warnings.map((args) => `process.emitWarning(${args})`).join(";");
  return command(["--import=./bin/warnings.mjs", "--eval", script]).ended;
};

test("the warning that cdktf causes on Node 22 is silenced, as Node and as programs emit it", async () => {
  const asNode = '"util.isArray", "DeprecationWarning", "DEP0044"';
  const asPrograms = '"util.isArray", { type: "DeprecationWarning", code: "DEP0044" }';
  expect(await emits(asNode, asPrograms)).toEqual({ code: 0, out: "", err: "" });
});

test.each([
  ['"url.parse()", "DeprecationWarning", "DEP0169"', "[DEP0169] DeprecationWarning: url.parse()"],
  ['"old", "DeprecationWarning"', "DeprecationWarning: old"],
  ['"old", { code: "OURS" }', "[OURS] Warning: old"],
  ['"too many listeners"', "Warning: too many listeners"],
  ['new Error("odd")', "Error: odd"],
])("%s is still shown", async (warning, shown) => {
  const { code, err } = await emits(warning);
  expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining(`) ${shown}`) });
});
