/**
 * Test files that take a minute or more, mostly waiting, the longest first. They start first, and the
 * others give way to them: the longest chain of waits decides when a run ends.
 */
exports.LONG = [
  "remote-state",
  "lab",
  "prod",
  "try/kept",
  "try/ends",
  "try/lab",
  "order",
  "drift",
  "drift-foreign",
  "drift-by-hand",
  "refusals",
  "try/interrupts",
  "image",
  "locks",
  "state",
  "image/first-boot",
].map((name) => `/acceptance/${name}.test.ts`);
