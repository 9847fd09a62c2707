// Loaded by each Node process of a measured command: notes when it began and ended, and its CPU.
const { appendFileSync } = require("node:fs");

const [, program] = process.argv;
// biome-ignore lint/style/noProcessEnv: a process that is measured gets nothing else from us
const { STAMPS } = process.env;
process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  const stamp = { program, began: performance.timeOrigin, ended: Date.now() };
  appendFileSync(STAMPS, `${JSON.stringify({ ...stamp, seconds: (user + system) / 1e6 })}\n`);
});
