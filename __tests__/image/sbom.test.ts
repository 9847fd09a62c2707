import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../support/docs";
import { run } from "../support/project";

/** A release of this project, unpacked. */
const folder = mkdtempSync(join(tmpdir(), "sbom-"));
let sbom: { components: { name: string; version: string; purl: string }[] };
let notices: string;

beforeAll(async () => {
  const command = `node bin/release.mjs ${folder}/web.tar.gz && tar -xzf ${folder}/web.tar.gz -C ${folder}`;
  const { code, stderr } = await run(ROOT, {}, "bash", "-c", command);
  if (code !== 0) throw new Error(stderr);
  sbom = JSON.parse(readFileSync(join(folder, "sbom.cdx.json"), "utf8"));
  notices = readFileSync(join(folder, "third-party-notices.txt"), "utf8");
});

afterAll(() => rmSync(folder, { recursive: true }));

/** What npm installs for the app without development, but esbuild takes no byte of. */
const NOT_BUNDLED: Readonly<Record<string, string>> = {
  "@aws-sdk/types": "types",
  "@smithy/fetch-http-handler": "for browsers",
  "@types/node": "types",
  tslib: "helpers that the SDK's modules don't need",
  "undici-types": "types",
  "web-app": "our own code",
};

test("the bill of materials and npm's list of the app's packages differ by what is not bundled alone", async () => {
  const list = "npm ls --workspace app --omit dev --all --parseable --long";
  const { stdout } = await run(ROOT, {}, "bash", "-c", `${list} 2>/dev/null || true`);
  const lines = stdout.trim().split("\n").slice(1);
  const installed = new Set(lines.map((line) => /:((?:@[^/]+\/)?[^@:]+@[^:]+)/.exec(line)?.[1]));
  const named = sbom.components.map(({ name, version }) => `${name}@${version}`);
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter((each) => !installed.has(each))).toEqual([]);
  const others = [...installed].filter((each) => !named.includes(each ?? ""));
  const names = others.map((each) => each?.replace(/(?<=.)@[^@]+$/, ""));
  expect(names.sort()).toEqual(Object.keys(NOT_BUNDLED).sort());
});

test("it names no time and no serial number, which would make each release another one", () => {
  expect(sbom).toMatchObject({ bomFormat: "CycloneDX", specVersion: "1.6" });
  expect(JSON.stringify(sbom)).not.toMatch(/timestamp|serialNumber|20\d\d-\d\d-\d\d/);
});

test("the notices name every package of it, and hold the words of their licences", () => {
  const missing = sbom.components.filter(
    ({ name, version }) => !notices.includes(`\n${name} ${version}\n`),
  );
  expect(missing).toEqual([]);
  expect(notices).toContain("Permission is hereby granted, free of charge");
  expect(notices).toContain("Apache License");
});
