import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Eip } from "@cdktf/provider-aws/lib/eip";
import type { App } from "cdktf";
import { ReadableStack } from "../../constructs/readable-stack";
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
