const { default: Sequencer } = require("@jest/test-sequencer");
const { LONG } = require("./long.cjs");

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
