/**
 * In place of CDKTF's archiver, which is two thirds of all modules that it loads and half of the time that
 * this takes, in each test file. CDKTF zips nothing of ours.
 */
module.exports = () => {
  throw new Error("archiver: nothing of ours is zipped by CDKTF; take it out of jest.config.cjs");
};
