/**
 * Runs a bundle, and keeps what was compiled of it for the next run. Node's own cache keeps a file as it
 * is before it runs, without most of its functions: a sixth of a synth goes into compiling those.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import module, { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { cachedDataVersionTag } from "node:v8";
import { Script } from "node:vm";

/**
 * @param file the bundle; its first line tells it from all others
 * @param folder where compiled bundles are kept, one for each Node and its options
 */
export function load(file, folder) {
  const source = readFileSync(file, "utf8");
  const kept = join(folder, `${basename(file)}.${cachedDataVersionTag().toString(16)}`);
  const [stamp] = source.split("\n", 1);
  const cachedData = compiledOf(kept, `${stamp}\n`);
  const script = new Script(module.wrap(source), { filename: file, cachedData });
  if (script.cachedDataRejected !== false) {
    process.once("exit", () => keep(kept, `${stamp}\n`, script));
  }
  const own = { exports: {} };
  const run = script.runInThisContext();
  run.call(own.exports, own.exports, createRequire(file), own, file, dirname(file));
}

/** V8 compares no more than the length of a source, so what is kept begins with the bundle's first line. */
function compiledOf(kept, stamp) {
  if (!existsSync(kept)) return undefined;
  const all = readFileSync(kept);
  const length = Buffer.byteLength(stamp);
  return all.toString("utf8", 0, length) === stamp ? all.subarray(length) : undefined;
}

function keep(kept, stamp, script) {
  const mine = `${kept}.${process.pid}`;
  try {
    mkdirSync(dirname(kept), { recursive: true });
    writeFileSync(mine, Buffer.concat([Buffer.from(stamp), script.createCachedData()]));
    renameSync(mine, kept); // whole or not at all
  } catch {
    // A full or read-only disk: the next run compiles again.
  }
}
