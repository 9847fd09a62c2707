#!/usr/bin/env node
/**
 * Runs a TypeScript entry: `node bin/run.mjs main.ts [arguments]`.
 *
 * The entry is bundled into one file by esbuild and the bundle is kept in .cache, so that a run
 * loads one file instead of hundreds. Its first line is a hash over every source file of the
 * project, the installed packages and this script: what is stale can't be run. The files are read
 * only if the disk says that one of them has changed.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { inspect } from "node:util";
import { load } from "./load.mjs";
import "./warnings.mjs";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const NOT_SOURCES = new Set(["node_modules", "cdktf.out", "dist", "docs", "__tests__"]);
const BUNDLES = join(ROOT, ".cache", "bundles");
/** What the disk said of all sources, and their hash. */
const KNOWN = join(BUNDLES, "sources.json");
/** A disk may give two changes one time, if the second comes right after the first. */
const TICK_MS = 100;
const SOURCE = /\.(tsx?|m?js|sh|json|css|svg|service)$/;

const [entry, ...args] = process.argv.slice(2);
if (!entry) {
  console.error("bin/run.mjs: must be given an entry, got nothing; say node bin/run.mjs main.ts");
  process.exit(2);
}
process.on("uncaughtException", (error) => {
  explain(error);
  process.exit(1);
});
const bundle = await bundleOf(entry);
process.argv = [process.argv[0], entry, ...args];
load(bundle, join(ROOT, ".cache", "compiled"));

/** The entry's bundle: the one from last time if nothing has changed since, or a new one. */
async function bundleOf(entry) {
  const file = join(BUNDLES, `${entry.replace(/\.ts$/, "").replaceAll("/", "-")}.cjs`);
  const stamp = `/* ${entry} ${hashOfSources()} `;
  if (existsSync(file) && isCurrent(startOf(file), stamp)) return file;

  const slow = setTimeout(() => console.error(`bundling ${entry}…`), 1000);
  mkdirSync(BUNDLES, { recursive: true });
  const mine = `${file}.${process.pid}`;
  const { bundle } = await import("./bundle.mjs");
  await bundle(entry, mine, stamp);
  renameSync(mine, file); // whole or not at all, also when two runs build at once
  clearTimeout(slow);
  return file;
}

/**
 * Says what went wrong and where in the sources, since a bundle's own lines help nobody. In a
 * process of its own, so that nothing goes on in this one meanwhile.
 */
function explain(error) {
  const { errors = [], name } = error ?? {};
  const faults = errors
    .map(({ text, location }) => ({ text, location }))
    .filter(({ text }) => text);
  const input = JSON.stringify({ entry, name, faults, text: inspect(error) });
  const explainer = join(ROOT, "bin", "explain.mjs");
  const stdio = ["pipe", "ignore", "inherit"];
  const { status } = spawnSync(process.execPath, [explainer], { input, stdio });
  if (status !== 0) console.error(inspect(error));
}

/** Of these sources, and the archive that it names is still there. */
function isCurrent(start, stamp) {
  const [, archive] = /^([\w.-]*) \*\//.exec(start.slice(stamp.length)) ?? [];
  if (!start.startsWith(stamp) || archive === undefined) return false;
  return archive === "" || existsSync(join(BUNDLES, archive));
}

function startOf(file) {
  const descriptor = openSync(file, "r");
  const start = Buffer.alloc(300);
  readSync(descriptor, start);
  closeSync(descriptor);
  return start.toString();
}

function hashOfSources() {
  const sources = [...sourcesIn("."), "node_modules/.package-lock.json"];
  const { seen, latest } = look(sources); // before they are read: what changes meanwhile is seen next time
  const known = existsSync(KNOWN) ? JSON.parse(readFileSync(KNOWN, "utf8")) : {};
  if (known.seen === seen) return known.hash;
  const hash = createHash("sha256");
  for (const path of sources) {
    const full = join(ROOT, path);
    if (existsSync(full)) hash.update(path).update("\0").update(readFileSync(full)).update("\0");
  }
  const now = { seen, hash: hash.digest("hex") };
  if (Date.now() - latest > TICK_MS) keep(now);
  return now.hash;
}

/** What the disk says of files, and when the last of them changed, in milliseconds. */
function look(files) {
  const hash = createHash("sha256");
  let latest = 0;
  for (const path of files) {
    const { ino, size, ctimeMs } = statSync(join(ROOT, path), { throwIfNoEntry: false }) ?? {};
    hash.update(`${path} ${ino} ${size} ${ctimeMs}\n`);
    latest = Math.max(latest, ctimeMs ?? 0);
  }
  return { seen: hash.digest("hex"), latest };
}

function keep(known) {
  mkdirSync(BUNDLES, { recursive: true });
  const mine = `${KNOWN}.${process.pid}`;
  writeFileSync(mine, JSON.stringify(known));
  renameSync(mine, KNOWN);
}

function sourcesIn(folder) {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter(({ name }) => (!name.startsWith(".") || name === ".gen") && !NOT_SOURCES.has(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((each) => {
      const path = join(folder, each.name);
      if (each.isDirectory()) return sourcesIn(path);
      return SOURCE.test(each.name) ? [path] : [];
    });
}
