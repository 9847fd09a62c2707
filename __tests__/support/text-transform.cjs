/** Shell scripts are text to the code that imports them, as in the bundle. */
module.exports = {
  process: (text) => ({ code: `module.exports = ${JSON.stringify(text)};` }),
};
