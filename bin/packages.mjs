#!/usr/bin/env node
/**
 * Packages that `npm ci` does not install, from a lock file of their own:
 * `node bin/packages.mjs NAME FOLDER HOME` installs in HOME what FOLDER/package-lock.json lists.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const LOCK = "package-lock.json";

/**
 * Installs the packages of a folder's lock file, unless they are there. Whole or not at all; ends the
 * process if it fails.
 * @param name what a message calls them
 * @param more arguments of `npm ci`
 */
export function install(name, lists, home, ...more) {
  const done = join(home, "installed.json");
  const lock = readFileSync(join(lists, LOCK), "utf8");
  const isThere = () => existsSync(done) && readFileSync(done, "utf8") === lock;
  if (isThere()) return;
  console.error(`installing ${name} in ${relative(ROOT, home)}…`);
  const draft = `${home}.${process.pid}`;
  mkdirSync(dirname(home), { recursive: true });
  cpSync(lists, draft, { recursive: true });
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", ...more], {
    cwd: draft,
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (status !== 0) {
    rmSync(draft, { recursive: true, force: true });
    console.error(
      `${name}: must be installed, got a failure of npm ci; npm's output above says why`,
    );
    process.exit(1);
  }
  cpSync(join(draft, LOCK), join(draft, "installed.json"));
  if (isThere()) return rmSync(draft, { recursive: true }); // another process was first
  rmSync(home, { recursive: true, force: true });
  renameSync(draft, home);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , name, lists, home] = process.argv;
  install(name, lists, home);
}
