import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Eip } from "@cdktf/provider-aws/lib/eip";
import type { App } from "cdktf";
import { ReadableStack } from "../../constructs/readable-stack";
import { ReleaseStore } from "../../constructs/release-store";
import { synthesize } from "../../constructs/synthesize";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "synthesize-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const stack = (app: App, id: string) =>
  new ReadableStack(app, id, { region: "us-east-1", backend: { kind: "local" }, tags: {} });
const good = (app: App) => {
  new Eip(stack(app, "one"), "a", {});
  stack(app, "two");
};
/** Its second stack is refused, when CDKTF has written the first. */
const bad = (app: App) => {
  stack(app, "one");
  const second = stack(app, "two");
  new Eip(second, "a-b", {});
  new Eip(second, "a", {}).overrideLogicalId("a_b");
};

test("writes every stack and a manifest, into a folder that may not be there yet", () => {
  const outdir = join(folder, "deep", "out");
  synthesize(outdir, good);
  expect(readdirSync(outdir).sort()).toEqual(["manifest.json", "stacks"]);
  expect(readdirSync(join(outdir, "stacks")).sort()).toEqual(["one", "two"]);
});

test("writes nothing when one stack of several is refused", () => {
  expect(() => synthesize(join(folder, "out"), bad)).toThrow("must be the address of one element");
  expect(readdirSync(folder)).toEqual([]);
});

test("leaves what was there as it was when something is refused", () => {
  const outdir = join(folder, "out");
  synthesize(outdir, good);
  const before = readFileSync(join(outdir, "stacks", "one", "cdk.tf.json"), "utf8");
  expect(() => synthesize(outdir, bad)).toThrow();
  expect(readFileSync(join(outdir, "stacks", "one", "cdk.tf.json"), "utf8")).toBe(before);
  expect(readdirSync(folder)).toEqual(["out"]);
});

describe("assets", () => {
  const withAsset = (sha256: string) => (app: App) => {
    new ReleaseStore(stack(app, "one"), "release", { release: { path: __filename, sha256 } });
  };
  const hashes = (outdir: string) =>
    readdirSync(join(outdir, "stacks", "one", "assets", "release_file")).sort();
  const [first, second] = ["1".repeat(16), "2".repeat(16)];

  test("lie in the stack's folder, under their hash", () => {
    const outdir = join(folder, "out");
    synthesize(outdir, withAsset(first.repeat(4)));
    const file = join(
      outdir,
      "stacks",
      "one",
      "assets",
      "release_file",
      first,
      basename(__filename),
    );
    expect(readFileSync(file, "utf8")).toBe(readFileSync(__filename, "utf8"));
  });

  test("of the synth before stay, for a plan that waits for its approval", () => {
    const outdir = join(folder, "out");
    for (const hash of [first, second, second]) synthesize(outdir, withAsset(hash.repeat(4)));
    expect(hashes(outdir)).toEqual([first, second]);
  });

  test("that no synth has used for a day go", () => {
    const outdir = join(folder, "out");
    synthesize(outdir, withAsset(first.repeat(4)));
    const old = join(outdir, "stacks", "one", "assets", "release_file", first);
    utimesSync(old, new Date(0), new Date(0));
    synthesize(outdir, withAsset(second.repeat(4)));
    expect(hashes(outdir)).toEqual([second]);
  });
});
