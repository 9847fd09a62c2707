/**
 * What a release is made of besides our own code: a bill of materials (CycloneDX) for scanners, and
 * the licences of all packages for people. The list is esbuild's, of what is in the bundle; that of
 * `npm sbom --omit dev` lacks every package that development uses as well (npm/cli#7909).
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The packages that a bundle has parts of, by name and version. */
export function packagesIn({ inputs }, folder) {
  const folders = Object.keys(inputs).flatMap((path) => PACKAGE.exec(path)?.[0] ?? []);
  return [...new Set(folders)]
    .map((each) => describe(join(folder, each)))
    .sort((a, b) => (a.purl < b.purl ? -1 : 1));
}

/** As CycloneDX's JSON, without a time and a serial number: the same bytes for the same packages. */
export function sbomOf(packages, app) {
  const components = packages.map(({ name, version, license, purl }) => ({
    type: "library",
    "bom-ref": purl,
    name,
    version,
    licenses: [{ expression: license }],
    purl,
  }));
  const component = {
    type: "application",
    "bom-ref": app.name,
    name: app.name,
    version: app.version,
  };
  const bom = { bomFormat: "CycloneDX", specVersion: "1.6", version: 1, metadata: { component } };
  return `${JSON.stringify({ ...bom, components }, null, 2)}\n`;
}

/** The licence of each package, in the words that it comes with. Most share theirs with others. */
export function noticesOf(packages) {
  const sharing = new Map();
  for (const { name, version, license, text } of packages) {
    const words = text ?? `Its package has no text of the licence, but names it: ${license}.`;
    sharing.set(words, [...(sharing.get(words) ?? []), `${name} ${version}`]);
  }
  const parts = [...sharing].map(([words, names]) => `${names.join("\n")}\n\n${words.trim()}\n`);
  const head = "The web app contains parts of these packages, under these licences.\n";
  return [head, ...parts].join(`\n${"-".repeat(80)}\n\n`);
}

// --- internal ---

const PACKAGE = /^.*node_modules\/(@[^/]+\/)?[^/]+/;
const LICENCE = /^(licen[cs]e|copying)(\.\w+)?$/i;

function describe(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  if (typeof license !== "string") throw new Error(`${name}: must name its licence by SPDX's word`);
  const file = readdirSync(folder).find((each) => LICENCE.test(each));
  const text = file && readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n");
  return { name, version, license, text, purl: `pkg:npm/${name.replace("@", "%40")}@${version}` };
}
