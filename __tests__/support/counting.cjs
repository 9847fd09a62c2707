// Loaded before a program: counts what it asks of the disk, and writes that to COUNTS at its end.
const fs = require("node:fs");
const { syncBuiltinESMExports } = require("node:module");

const counts = { filesLookedAt: 0, filesRead: 0 };
const { writeFileSync } = fs;
const count = (name, what) => {
  const original = fs[name];
  fs[name] = (...args) => {
    counts[what] += 1;
    return original(...args);
  };
};
count("statSync", "filesLookedAt");
count("readFileSync", "filesRead");
syncBuiltinESMExports();
process.on("exit", () => {
  const loadedFiles = Object.keys(require.cache).filter((file) => file !== __filename).length;
  writeFileSync(process.env.COUNTS, JSON.stringify({ ...counts, loadedFiles }));
});
