import { readArguments } from "../../try/arguments";

const KNOWN = "is not an option; known are --keep, --yes, --destroy, --drop, --help";
const BOTH = "--keep: must be alone, got --keep and --destroy; keep first, destroy or drop later";
const TWO = "prod: must be one stack at a time, got 2; name one";
const wish = (act: string, stack = "lab", yes = false) => ({
  kind: "try",
  wish: { stack, act, yes },
});

test.each([
  [[], wish("show")],
  [["prod-image"], wish("show", "prod-image")],
  [["--keep"], wish("keep")],
  [["state", "--keep", "--yes"], wish("keep", "state", true)],
  [["--destroy"], wish("destroy")],
  [["--drop"], wish("drop")],
  [["--help", "--nonsense"], { kind: "help" }],
  [["-h"], { kind: "help" }],
  [["--kep"], { kind: "refused", faults: [`--kep: ${KNOWN}`] }],
  [["--destroy", "--keep"], { kind: "refused", faults: [BOTH] }],
  [["lab", "prod"], { kind: "refused", faults: [TWO] }],
])("%j reads as %j", (args, expected) => {
  expect(readArguments(args)).toEqual(expected);
});
