#!/usr/bin/env node
/**
 * Writes the stacks as `npm run synth` does, but on cdktn (CDK Terrain), the living fork of CDKTF:
 * `npm run synth:cdktn [-- stack…]`. No source changes: where a source imports a package of CDKTF,
 * the bundle takes the package of cdktn.
 *
 * The packages are those of bin/cdktn/package-lock.json. The first run installs them in .cache/cdktn
 * (half a gigabyte), so that `npm ci` doesn't.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { BUNDLES, bundle, ROOT } from "./bundle.mjs";

const LISTS = join(ROOT, "bin", "cdktn");
const HOME = join(ROOT, ".cache", "cdktn");
const LOCK = "package-lock.json";
const INSTEAD_OF = {
  cdktf: "cdktn",
  "@cdktf/provider-aws": "@cdktn/provider-aws",
  constructs: "constructs",
};

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 11)) {
  const got = process.versions.node;
  console.error(`cdktn: must run on Node 22.11 or newer, got ${got}; install the Node of .nvmrc`);
  process.exit(2);
}
install();
mkdirSync(BUNDLES, { recursive: true });
const file = join(BUNDLES, "main-cdktn.cjs");
const mine = `${file}.${process.pid}`;
await bundle("main.ts", mine, "/* main.ts on cdktn ", aliases());
renameSync(mine, file); // whole or not at all, also when two runs build at once
process.argv[1] = "main.ts";
createRequire(import.meta.url)(file);

/** Installs the packages, unless those of this lock file are there. Whole or not at all. */
function install() {
  const done = join(HOME, "installed.json");
  const lock = readFileSync(join(LISTS, LOCK), "utf8");
  if (existsSync(done) && readFileSync(done, "utf8") === lock) return;
  console.error("installing cdktn in .cache/cdktn…");
  const draft = `${HOME}.${process.pid}`;
  cpSync(LISTS, draft, { recursive: true });
  const { status } = spawnSync("npm", ["ci", "--omit=dev", "--no-audit", "--no-fund"], {
    cwd: draft,
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (status !== 0) {
    rmSync(draft, { recursive: true, force: true });
    console.error("cdktn: must be installed, got a failure of npm ci; npm's output above says why");
    process.exit(1);
  }
  cpSync(join(draft, LOCK), join(draft, "installed.json"));
  rmSync(HOME, { recursive: true, force: true });
  renameSync(draft, HOME);
}

function aliases() {
  const there = Object.entries(INSTEAD_OF);
  return Object.fromEntries(there.map(([from, to]) => [from, join(HOME, "node_modules", to)]));
}
