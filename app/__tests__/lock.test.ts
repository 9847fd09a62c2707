import { execFileSync, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { takeLock } from "../dev/lock";
import { temporaryFolder } from "./support/folder";

const ASKERS = 8;

/** Notes that it makes the folder, and makes it; or hangs half-way, to be killed. */
const PROGRAM = `
  const { appendFileSync, writeFileSync } = require("node:fs");
  const { makeOnce } = require("./lock.cjs");
  const [folder, log, hangs] = process.argv.slice(2);
  makeOnce(folder, async (empty) => {
    appendFileSync(log, "made\\n");
    writeFileSync(empty + "/first", "");
    process.stdout.write("half-way\\n");
    await new Promise((resolve) => setTimeout(resolve, hangs ? 600_000 : 100));
    writeFileSync(empty + "/second", "");
  });
`;

describe("a folder that many processes want", () => {
  const folder = temporaryFolder();
  const wanted = join(folder, "wanted");
  const log = join(folder, "log");

  beforeAll(() => {
    const dev = join(__dirname, "../dev/lock.ts");
    const options = { platform: "node", bundle: true, outfile: join(folder, "lock.cjs") };
    const build = `require("esbuild").buildSync(${JSON.stringify({ ...options, entryPoints: [dev] })})`;
    execFileSync(process.execPath, ["-e", build], { cwd: __dirname });
  });

  const ask = (...more: string[]) =>
    spawn(process.execPath, ["-e", PROGRAM, "program", wanted, log, ...more], { cwd: folder });
  const codeOf = (child: ReturnType<typeof ask>) =>
    new Promise<number | null>((resolve) => child.once("exit", resolve));

  test("is made by one of them, whole, also when the first was killed half-way", async () => {
    const killed = ask("hangs");
    await new Promise((resolve) => killed.stdout.once("data", resolve));
    const askers = Array.from({ length: ASKERS }, () => codeOf(ask()));
    killed.kill("SIGKILL");
    expect(await Promise.all(askers)).toEqual(Array(ASKERS).fill(0));
    expect(readdirSync(wanted).sort()).toEqual(["first", "second"]);
    expect(readFileSync(log, "utf8")).toBe("made\n".repeat(2)); // by the killed one and one more
    expect(readdirSync(folder).filter((name) => name.includes("unfinished"))).toEqual([]);
  });
});

describe("a lock", () => {
  const file = join(temporaryFolder(), "lock");

  test("has one holder, and is free when it is released", () => {
    const lock = takeLock(file) as { release(): void };
    expect(takeLock(file)).toEqual({ holder: process.pid });
    lock.release();
    expect(existsSync(file)).toBe(false);
    expect(takeLock(file)).toEqual({ release: expect.any(Function) });
  });
});
