#!/usr/bin/env node
/**
 * Writes the stacks as `npm run synth` does, but on cdktn (CDK Terrain), the living fork of CDKTF:
 * `npm run synth:cdktn [-- stack…]`. No source changes: where a source imports a package of CDKTF,
 * the bundle takes the package of cdktn.
 *
 * The packages are those of bin/cdktn/package-lock.json. The first run installs them in .cache/cdktn
 * (half a gigabyte), so that `npm ci` doesn't.
 */
import { mkdirSync, renameSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { BUNDLES, bundle, ROOT } from "./bundle.mjs";
import { install } from "./packages.mjs";

const LISTS = join(ROOT, "bin", "cdktn");
const HOME = join(ROOT, ".cache", "cdktn");
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
// Node would print the line of the bundle, which is all of it.
process.on("uncaughtException", ({ message, stack, errors }) => {
  console.error(errors ? message : stack);
  console.error("cdktn: if npm run synth fails as well, it says in which file and line");
  process.exit(1);
});
install("cdktn", LISTS, HOME, "--omit=dev");
mkdirSync(BUNDLES, { recursive: true });
const file = join(BUNDLES, "main-cdktn.cjs");
const mine = `${file}.${process.pid}`;
await bundle("main.ts", mine, "/* main.ts on cdktn ", aliases());
renameSync(mine, file); // whole or not at all, also when two runs build at once
process.argv[1] = "main.ts";
createRequire(import.meta.url)(file);

function aliases() {
  const there = Object.entries(INSTEAD_OF);
  return Object.fromEntries(there.map(([from, to]) => [from, join(HOME, "node_modules", to)]));
}
