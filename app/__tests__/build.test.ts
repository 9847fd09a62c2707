import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";
import { temporaryFolder } from "./support/folder";
import { bundle } from "./support/running-app";

const APP = join(__dirname, "..");

describe("the bundle", () => {
  const folder = temporaryFolder();

  test("is the same, byte for byte, wherever it is made", async () => {
    const elsewhere = join(folder, "elsewhere");
    cpSync(APP, join(elsewhere, "app"), {
      recursive: true,
      filter: (source) => !["node_modules", "dist", "__tests__"].includes(basename(source)),
    });
    symlinkSync(join(APP, "../node_modules"), join(elsewhere, "node_modules"));
    const other = join(folder, "other.cjs");
    execFileSync(process.execPath, [join(elsewhere, "app/build.mjs"), other]);
    expect(readFileSync(await bundle(folder)).equals(readFileSync(other))).toBe(true);
  });

  test("names no folder of the machine that made it, and holds no way around AWS", async () => {
    const text = readFileSync(await bundle(folder), "utf8");
    expect(text).not.toContain(join(APP, ".."));
    expect(text).not.toContain("node_modules/");
    expect(text).not.toContain("DEV_DATABASE");
  });

  test("refuses to start without its settings, and says all that is missing", async () => {
    const file = await bundle(folder);
    const start = () => execFileSync(process.execPath, [file], { env: {}, stdio: "pipe" });
    expect(start).toThrow(/PORT: must be .*\nSTAGE: must be .*\nAWS_REGION: must be /);
  });
});
