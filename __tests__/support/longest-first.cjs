const { default: Sequencer } = require("@jest/test-sequencer");

/** Test files that take a minute or more, mostly waiting, the longest first. */
const LONG = [
  "remote-state",
  "lab",
  "prod",
  "try/lab",
  "try/kept",
  "drift",
  "image",
  "state",
  "locks",
  "try/interrupts",
  "image/first-boot",
].map((name) => `/acceptance/${name}.test.ts`);

/** Starts the longest test files first, so that no worker is left with one of them at the end. */
module.exports = class LongestFirst extends Sequencer {
  async sort(tests) {
    const rank = ({ path }) => {
      const at = LONG.findIndex((end) => path.endsWith(end));
      return at === -1 ? LONG.length : at;
    };
    const others = await super.sort(tests);
    return others.toSorted((a, b) => rank(a) - rank(b));
  }
};
