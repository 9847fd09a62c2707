const { setPriority } = require("node:os");
const { LONG } = require("./long.cjs");

/** In each test file, before it: short ones run at a lower priority, as does all that they start. */
const { testPath } = expect.getState();
if (!LONG.some((end) => testPath.endsWith(end))) setPriority(10);
