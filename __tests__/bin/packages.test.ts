import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(__dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "packages-"));
afterAll(() => rmSync(folder, { recursive: true }));

const HOME = join(folder, "home");
const LISTS = join(folder, "lists");
mkdirSync(LISTS);
writeFileSync(join(LISTS, "package-lock.json"), "{}");

/** Installs with a shell script in npm's place. */
function install(npm: string): void {
  writeFileSync(join(folder, "npm"), `#!/bin/sh\n${npm}\n`, { mode: 0o755 });
  const env = { PATH: `${folder}:${join("/usr", "bin")}:/bin` };
  const args = ["bin/packages.mjs", "some packages", LISTS, HOME];
  execFileSync(process.execPath, args, { cwd: ROOT, env, stdio: "pipe" });
}

test("of two installs at once the first stays, since it may be in use already", () => {
  const other = `mkdir ${HOME} && cp package-lock.json ${HOME}/installed.json && touch ${HOME}/used`;
  install(other);
  expect(readdirSync(HOME).sort()).toEqual(["installed.json", "used"]);
  expect(readdirSync(folder).sort()).toEqual(["home", "lists", "npm"]);
});

test("what another list has installed makes way", () => {
  writeFileSync(join(LISTS, "package-lock.json"), '{"name": "newer"}');
  install("touch made");
  expect(readdirSync(HOME).sort()).toEqual(["installed.json", "made", "package-lock.json"]);
});
