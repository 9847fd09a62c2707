/**
 * How much the project may take, in counts that are the same on every machine. A test fails above
 * them: `__tests__/bench`. Raise one on purpose, in the commit that needs it.
 */
export const BUDGET = {
  /** Calls to AWS of a plan of lab without changes; docs/calls.md lists them. */
  planCalls: 145,
  /** Bytes of the bundle that a synth runs: Node compiles some of it each time. */
  bundleBytes: 4_000_000,
  /** Modules in it. The AWS provider's classes are most of them, one import each. */
  bundledModules: 760,
  /** Files from which Node loads code in a synth, besides the bundle: none. */
  loadedFiles: 0,
  /** Files about which a synth asks the disk whether they have changed. */
  filesLookedAt: 650,
  /** Files that a synth reads if none has changed: three of the launcher, the bundle, and what is kept. */
  filesRead: 6,
} as const;
