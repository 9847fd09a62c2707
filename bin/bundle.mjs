/**
 * How an entry becomes one file, and how a fault in a source is told from esbuild's error. Loaded
 * only when there is something to bundle or to explain: esbuild costs time to load.
 */
import { readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
export const BUNDLES = join(ROOT, ".cache", "bundles");

/**
 * Writes the bundle of an entry to `outfile`, and the release that it imports to a file beside it.
 * The first line is `stamp`, then the name of the release's file, if there is one.
 * @param alias packages that are taken instead of those that sources import
 */
export async function bundle(entry, outfile, stamp, alias = {}) {
  const { outputFiles } = await build({ ...bundling(entry, packRelease), write: false, alias });
  const [{ text }] = outputFiles;
  const [archive = ""] = /web-[0-9a-f]{16}\.tar\.gz/.exec(text) ?? [];
  writeFileSync(outfile, `${stamp}${archive} */\n${text}`);
}

/** The source map of an entry's bundle: the code is the same with it, and takes half as long again. */
export async function sourceMap(entry) {
  const { outputFiles } = await build({
    ...bundling(entry, releaseOfSameLength),
    outfile: join(BUNDLES, "mapped.cjs"),
    banner: { js: "/* the line of the stamp */" },
    sourcemap: "external",
    sourcesContent: false,
    write: false,
  });
  return JSON.parse(outputFiles.find(({ path }) => path.endsWith(".map")).text);
}

// --- internal ---

function bundling(entry, release) {
  return {
    absWorkingDir: ROOT, // faults are told from here, wherever the command is run
    entryPoints: [entry],
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    supported: { "dynamic-import": false }, // by require instead: a script that load.mjs runs has none
    loader: { ".sh": "text" },
    mainFields: ["module", "main"], // the form of a package that leaves out what nobody uses
    plugins: [
      { name: "web-release", setup: offerRelease(release) },
      { name: "archiver-when-used", setup: loadWhenUsed("archiver") },
    ],
    minifySyntax: true,
    minifyWhitespace: true,
    // Errors of AWS's SDK print the names of their classes, some of which esbuild changes. To keep them
    // costs a tenth of a synth, which has no such errors.
    keepNames: entry !== "main.ts",
    logLevel: "silent", // what is wrong is in the error
  };
}

/** A package that is a function, and is loaded when it is called: CDKTF zips nothing of ours. */
function loadWhenUsed(name) {
  return ({ onResolve, onLoad }) => {
    onResolve({ filter: new RegExp(`^${name}$`) }, ({ path, resolveDir, namespace }) =>
      namespace === "when-used"
        ? undefined
        : { path, namespace: "when-used", pluginData: resolveDir },
    );
    onLoad({ filter: /./, namespace: "when-used" }, ({ path, pluginData: resolveDir }) => ({
      contents: `module.exports = (...args) => require("${path}")(...args);`,
      resolveDir,
    }));
  };
}

/**
 * `import release from "web-release"` is the app with the scripts that install it: `path` of an
 * archive beside the bundle, and its `sha256`. Bundled like everything else when a source changed.
 */
function offerRelease(release) {
  return ({ onResolve, onLoad }) => {
    const only = { filter: /^web-release$/ };
    onResolve(only, ({ path }) => ({ path, namespace: "release" }));
    onLoad({ ...only, namespace: "release" }, async () => {
      try {
        const sha256 = await release();
        const path = `require("node:path").join(__dirname, "${archiveOf(sha256)}")`;
        return { contents: `module.exports = { path: ${path}, sha256: "${sha256}" };` };
      } catch (error) {
        if (!Array.isArray(error.errors)) throw error;
        return { errors: error.errors.map(inApp) };
      }
    });
  };
}

/** The app is bundled from its own folder, so that esbuild names files from there. */
function inApp({ text, location }) {
  return { text, location: location && { ...location, file: `app/${location.file}` } };
}

async function packRelease() {
  const { buildRelease } = await import("./release.mjs");
  const { sha256, outfile } = await buildRelease(join(BUNDLES, `web.${process.pid}.tar.gz`));
  renameSync(outfile, join(BUNDLES, archiveOf(sha256)));
  removeOldReleases();
  return sha256;
}

/** Where a line is in the bundle doesn't depend on what is in the archive. */
function releaseOfSameLength() {
  return "0".repeat(64);
}

/** Another release, another file. */
function archiveOf(sha256) {
  return `web-${sha256.slice(0, 16)}.tar.gz`;
}

/** What no bundle was made with for a day. */
function removeOldReleases() {
  for (const name of readdirSync(BUNDLES).filter((each) => each.startsWith("web"))) {
    const file = join(BUNDLES, name);
    // Another run may have renamed its own meanwhile.
    const { mtimeMs = Date.now() } = statSync(file, { throwIfNoEntry: false }) ?? {};
    if (Date.now() - mtimeMs > 86_400_000) {
      rmSync(file, { force: true });
    }
  }
}
