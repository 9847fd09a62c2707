/**
 * Test files that take a minute or more, mostly waiting, the longest first. They start first, and the
 * others give way to them: the longest chain of waits decides when a run ends. All else gives way to
 * LONGEST: two apply every documented change, and one goes through a runbook step by step.
 */
const LONGEST = ["lab", "prod", "remote-state"];
const LONG = [
  ...LONGEST,
  "resize",
  "try/ends",
  "locks",
  "try/lab",
  "drift",
  "status",
  "drift-foreign",
  "drift-by-hand",
  "refusals",
  "try/interrupts",
  "try/kept",
  "order",
  "image",
  "state",
  "review-plans",
  "image/first-boot",
];
const ends = (names) => names.map((name) => `/acceptance/${name}.test.ts`);
exports.LONGEST = ends(LONGEST);
exports.LONG = ends(LONG);
