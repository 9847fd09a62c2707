import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cacheFolder, projectRoot } from "../../processes/project";
import { block } from "../../terraform/document";
import { Bindings, type Shape, shapesSet } from "../support/bindings";
import { filesIn, readPage } from "../support/docs";
import { everyChoice } from "../support/every-choice";
import { stateStackForOperators } from "../support/pipeline";
import { synthStage } from "../support/synth";
import { testsAll } from "../support/tests-all";

const ROOT = projectRoot();
const OLD = new Bindings(join(ROOT, "node_modules/@cdktf/provider-aws"));
const NEW = new Bindings(join(cacheFolder(), "cdktn/node_modules/@cdktn/provider-aws"));

/** Settings in place of lab's, so that every kind of resource is written. */
const CHANGES = [
  {
    database: {
      engine: { kind: "aurora-postgresql", version: "17.7" },
      restore: { from: "lab-database", to: "latest" },
    },
    entry: { scheme: "internal" },
    network: { nat: "none", endpoints: ["ssm", "ssmmessages", "ec2messages", "secretsmanager"] },
    image: { kind: "ami", id: "ami-0123456789abcdef0" },
  },
  everyChoice(),
];

const temp = mkdtempSync(join(tmpdir(), "cdktn-"));
afterAll(() => rmSync(temp, { recursive: true }));

/** The stacks that a command writes with some settings changed, by the names of their files. */
function written(by: readonly string[], settings: object): Record<string, unknown> {
  const outdir = mkdtempSync(join(temp, "out-"));
  const CDKTF_CONTEXT_JSON = JSON.stringify({ settings });
  const env = { ...process.env, CDKTF_OUTDIR: outdir, CDKTF_CONTEXT_JSON };
  execFileSync(process.execPath, [...by, "--quiet"], { cwd: ROOT, env });
  const { stacks } = read(join(outdir, "manifest.json"));
  const files = Object.values(block(stacks)).map((each) =>
    String(block(each).synthesizedStackPath),
  );
  return Object.fromEntries(files.map((file) => [file, read(join(outdir, file))]));
}

const onCdktf = (settings: object) => written(["bin/run.mjs", "main.ts"], settings);

const onCdktn = (settings: object) => written(["bin/cdktn.mjs"], settings);
const read = (file: string) => block(JSON.parse(readFileSync(file, "utf8")));
const pipelines = stateStackForOperators().document;
const everything = [
  ...Object.values(onCdktf({})),
  ...CHANGES.map((change) => synthStage("lab", change).document),
  pipelines,
];

const versionIn = (json: unknown) => block(block(block(json)["//"]).metadata).version;
const withoutVersion = (stacks: object) =>
  JSON.parse(
    JSON.stringify(stacks, (name, value) =>
      name === "metadata" ? { ...value, version: "any" } : value,
    ),
  );

/** The types of a stack, as the bindings name their folders: `data-aws-region`, `vpc`. */
function typesIn(json: unknown): string[] {
  const { resource, data } = block(json);
  const names = [
    ...Object.keys(block(resource)).map((type) => type.replace(/^aws_/, "")),
    ...Object.keys(block(data)).map((type) => `data_${type}`),
  ];
  return names.map((name) => name.replaceAll("_", "-"));
}

/** Each attribute that a stack sets, by type, as `aws_vpc cidr_block: string`. */
function attributesSet(json: unknown, bindings: Bindings): string[] {
  const { resource, data } = block(json);
  const kinds: [string, unknown][] = [
    ["", resource],
    ["data.", data],
  ];
  return kinds.flatMap(([prefix, types]) =>
    Object.entries(block(types)).flatMap(([name, all]) => {
      const shape = bindings.shapeOf(prefix + name);
      const set = Object.values(block(all)).map((values) => shapesSet(block(values), shape));
      return Object.entries(Object.assign({}, ...set)).map(
        ([path, written]) => `${prefix}${name} ${path}: ${written}`,
      );
    }),
  );
}

test("the stacks that are looked at have every type that constructs import", () => {
  const files = filesIn("constructs").filter((file) => file.endsWith(".ts"));
  const imported = files.flatMap((file) =>
    [...readPage(file).matchAll(/@cdktf\/provider-aws\/lib\/([a-z\d-]+)/g)].map(([, name]) => name),
  );
  const there = new Set(["provider", ...everything.flatMap(typesIn)]);
  expect(imported.length).toBeGreaterThan(50);
  expect(imported.filter((name) => !there.has(name ?? ""))).toEqual([]);
});

test("the bindings of today know every attribute that the JSON sets", () => {
  const set = everything.flatMap((json) => attributesSet(json, OLD));
  expect(set.length).toBeGreaterThan(500);
  expect(set.filter((each) => each.endsWith("unknown"))).toEqual([]);
  expect(set).toContain("aws_autoscaling_group tag: list(autoscalingGroupTag, true)");
  expect(set).toContain("aws_autoscaling_group tag.propagate_at_launch: boolean");
});

/** The rows of docs/provider-6.md. */
const DEPRECATED = readFileSync(join(ROOT, "docs/provider-6.md"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) => {
    const [type = "", path = ""] = /`(\w+)\.([\w.]+)`/.exec(line)?.slice(1) ?? [];
    const [, , , left, , sets] = line.split("|").map((cell) => cell.trim());
    return { type, path, left: left === "left", sets: sets !== "no" };
  });

test("what the provider calls deprecated is set by no stack, unless docs/provider-6.md says why", () => {
  const set = everything.flatMap((json) => attributesSet(json, OLD));
  const found = DEPRECATED.filter(({ type, path }) =>
    set.some((each) => each.startsWith(`${type} ${path}: `)),
  );
  expect(DEPRECATED.length).toBeGreaterThan(20);
  expect(found).toEqual(DEPRECATED.filter(({ sets }) => sets));
});

test("a web ACL has no settings of rule groups, of which the provider calls four deprecated", () => {
  const texts = everything.map((json) => JSON.stringify(json));
  expect(texts.some((text) => text.includes('"managed_rule_group_statement"'))).toBe(true);
  expect(texts.filter((text) => text.includes('"managed_rule_group_configs"'))).toEqual([]);
});

test("an attribute that bindings lack is seen, in a block too", () => {
  const shape = OLD.shapeOf("aws_autoscaling_group");
  expect(shapesSet({ nosuch: 1, tag: [{ key: "a", nosuch: 1 }] }, shape)).toEqual({
    nosuch: "unknown",
    tag: "list(autoscalingGroupTag, true)",
    "tag.key": "string",
    "tag.nosuch": "unknown",
  });
});

test("a Node that is too old for cdktn is refused before anything is installed", () => {
  const script = `Object.defineProperty(process.versions, "node", { value: "20.20.0" }); import("./bin/cdktn.mjs")`;
  const { status, stderr } = spawnSync(process.execPath, ["-e", script], {
    cwd: ROOT,
    encoding: "utf8",
  });
  expect(stderr).toBe(
    "cdktn: must run on Node 22.11 or newer, got 20.20.0; install the Node of .nvmrc\n",
  );
  expect(status).toBe(2);
});

// The packages of cdktn are half a gigabyte, and need a newer Node than the oldest of ours.
const runsCdktn = Number(process.versions.node.split(".")[0]) >= 22;
if (testsAll && runsCdktn) {
  describe.each([{}, ...CHANGES.map((lab) => ({ lab }))])("on cdktn, with %j,", (settings) => {
    const cdktf = onCdktf(settings);
    const cdktn = onCdktn(settings);

    test("each stack's JSON is the same, but for the version of the framework", () => {
      for (const [file, json] of Object.entries(cdktn)) {
        expect(versionIn(json)).toBe("0.24.0");
        expect(versionIn(cdktf[file])).toBe("0.21.0");
      }
      expect(withoutVersion(cdktn)).toEqual(withoutVersion(cdktf));
    });

    test("AWS provider 6.66 has every attribute that the JSON sets, in the same shape", () => {
      const all = [...Object.values(cdktf), pipelines];
      const set = all.flatMap((json) => attributesSet(json, OLD));
      expect(all.flatMap((json) => attributesSet(json, NEW))).toEqual(set);
    });
  });

  test("docs/provider-6.md says of each deprecated attribute whether 6.66 still has it", () => {
    const { version } = read(
      join(cacheFolder(), "cdktn/node_modules/@cdktn/provider-aws/package.json"),
    );
    expect(version).toBe("25.7.0"); // made from 6.66
    for (const { type, path, left } of DEPRECATED) {
      const parts = path.split(".");
      let shape: Shape | undefined = NEW.shapeOf(type);
      for (const part of parts.slice(0, -1)) shape = shape?.[part]?.within;
      expect([type, path, (parts.at(-1) ?? "") in (shape ?? {})]).toEqual([type, path, left]);
    }
  });

  test("the sources' types fit the packages of cdktn", () => {
    const folder = join(cacheFolder(), "cdktn");
    const modules = join(folder, "node_modules");
    const tsconfig = join(folder, "tsconfig.json");
    const packages = {
      cdktf: "cdktn",
      "@cdktf/provider-aws": "@cdktn/provider-aws",
      constructs: "constructs",
    };
    const paths = Object.entries(packages).flatMap(([from, to]) => [
      [from, [join(modules, to)]],
      [`${from}/*`, [join(modules, to, "*")]],
    ]);
    const config = {
      extends: join(ROOT, "tsconfig.json"),
      compilerOptions: {
        paths: Object.fromEntries(paths),
        typeRoots: [join(ROOT, "node_modules/@types")],
        incremental: false,
        tsBuildInfoFile: null,
      },
      include: [],
      files: [join(ROOT, "main.ts"), join(ROOT, "text-files.d.ts")],
    };
    writeFileSync(tsconfig, JSON.stringify(config));
    const tsc = join(ROOT, "node_modules/typescript-7/bin/tsc");
    const { stdout } = spawnSync(process.execPath, [tsc, "-p", tsconfig], { encoding: "utf8" });
    expect(stdout).toBe("");
  });
}
