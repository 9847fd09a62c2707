import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { command } from "./support/command";

const folder = mkdtempSync(join(tmpdir(), "preflight-"));
const bundle = join(folder, "preflight.cjs");

beforeAll(() => {
  const entryPoints = [join(__dirname, "support", "preflight.ts")];
  buildSync({ entryPoints, outfile: bundle, bundle: true, platform: "node", logLevel: "error" });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Nothing that .cache/tools holds could be found here, either. */
const bare = { PATH: "/nowhere", TERRAFORM: "/nowhere/terraform", TF_PLUGIN_MIRROR: "/nowhere" };

test("on a bare machine it lists what is missing, how to get it, and the one command for all", async () => {
  const { code, out, err } = await command([bundle], bare).ended;
  expect({ code, err }).toEqual({ code: 0, err: "" });
  const [first, ...rest] = out.trimEnd().split("\n");
  expect(first).toBe(
    "This machine lacks some things, and the tests that need them will be skipped:",
  );
  expect(rest.at(-1)).toBe(
    "On Debian and Ubuntu, bin/install-test-tools.sh installs all that can be.",
  );
  expect(out).toMatch(/^ {2}\/nowhere\/terraform: not found on PATH, .*; install Terraform \S+, /m);
  expect(out).toMatch(/^ {2}terraform provider mirror: .*; run "terraform providers mirror /m);
  expect(out).toContain("\n  jq: not found on PATH; apt-get install jq\n");
  expect(out).toContain("\n  chromium not found; apt-get install chromium\n");
});

test("in CI, where nothing is skipped, it says that tests will fail", async () => {
  const { code, out } = await command([bundle], { ...bare, CI: "true" }).ended;
  expect(code).toBe(0);
  expect(out).toContain("the tests that need them will fail, as CI is true:\n");
});

test("npm test begins with it", () => {
  const { scripts } = JSON.parse(readFileSync(join(__dirname, "../package.json"), "utf8"));
  expect(scripts.test).toMatch(/^npm run --silent preflight && /);
});
