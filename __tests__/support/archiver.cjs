/**
 * Tests load this in place of CDKTF's archiver. The archiver is two thirds of the modules that CDKTF loads,
 * and half of the loading time. CDKTF zips nothing of ours.
 */
module.exports = () => {
  const remedy = "take it out of moduleNameMapper in jest.config.cjs";
  throw new Error(`archiver: must not be called in tests, got a call; ${remedy}`);
};
