import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { run } from "../../processes/run";

/** Waits for the file, says that it is ready, and says so too when it is interrupted. */
const WAITS = `
  let ready = false;
  process.on("SIGINT", () => { console.log("interrupted, ready: " + ready); process.exit(1); });
  console.log("started");
  setInterval(() => {
    if (ready || !require("fs").existsSync(process.argv[1])) return;
    ready = true;
    console.log("ready");
  }, 10);
`;

test.each([
  ["at once", undefined, false],
  ["not before the line it waits for", /^ready$/, true],
])("an interrupt arrives %s", async (_, interruptibleFrom, ready) => {
  const folder = mkdtempSync(join(tmpdir(), "run-"));
  const gate = join(folder, "gate");
  const controller = new AbortController();
  let opened = Promise.resolve();
  const onLine = (line: string) => {
    if (line !== "started") return;
    controller.abort();
    // Meanwhile an interrupt that isn't held back would arrive.
    if (ready) opened = sleep(300).then(() => writeFileSync(gate, ""));
  };
  const { signal } = controller;
  const options = { env: process.env, onLine, signal, interruptibleFrom };
  const { stdout } = await run(process.execPath, ["-e", WAITS, gate], options);
  expect(stdout).toContain(`interrupted, ready: ${ready}\n`);
  await opened;
  rmSync(folder, { recursive: true });
});

/** Starts a child that misses the first interrupt, and ends only after that: two at once would reach the child as one. */
const LEAVES_ONE = `
  const { spawn } = require("node:child_process");
  const child = "let missed = 0; process.on('SIGINT', () => { if (++missed > 1) process.exit(); process.send('missed'); });" +
    "console.log('started'); setInterval(() => {}, 1000);";
  process.on("SIGINT", () => {});
  const stdio = ["inherit", "inherit", "inherit", "ipc"];
  spawn(process.execPath, ["-e", child], { stdio }).on("message", () => process.exit(1));
`;

test("what has missed the interrupt gets another when the program has ended", async () => {
  const controller = new AbortController();
  const { signal } = controller;
  const onLine = () => controller.abort();
  const { exitCode } = await run(process.execPath, ["-e", LEAVES_ONE], {
    env: process.env,
    onLine,
    signal,
  });
  expect(exitCode).toBe(1);
});
