const { setPriority } = require("node:os");
const { LONG, LONGEST } = require("./long.cjs");

/** In each test file, before it: shorter ones run at a lower priority, as does all that they start. */
const { testPath } = expect.getState();
const isIn = (files) => files.some((end) => testPath.endsWith(end));
if (!isIn(LONGEST)) setPriority(isIn(LONG) ? 5 : 10);
