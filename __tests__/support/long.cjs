/**
 * Test files that take a minute or more, mostly waiting, the longest first. They start first, and the
 * others give way to them: the longest chain of waits decides when a run ends. LONGEST apply every
 * documented change, and all else gives way to them.
 */
const LONGEST = ["lab", "prod"];
const LONG = [
  ...LONGEST,
  "resize",
  "remote-state",
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
