import { readArguments } from "../../try/arguments";

const NONE = "is not an option; known are --keep, --destroy and --help";
const BOTH = "--keep: must be without --destroy, got both; keep it first, destroy it later";

test.each([
  [[], { kind: "try", wish: "show" }],
  [["--keep"], { kind: "try", wish: "keep" }],
  [["--destroy"], { kind: "try", wish: "destroy" }],
  [["--help", "--nonsense"], { kind: "help" }],
  [["-h"], { kind: "help" }],
  [["--kep", "lab"], { kind: "refused", faults: [`--kep: ${NONE}`, `lab: ${NONE}`] }],
  [["--destroy", "--keep"], { kind: "refused", faults: [BOTH] }],
])("%j reads as %j", (args, expected) => {
  expect(readArguments(args)).toEqual(expected);
});
