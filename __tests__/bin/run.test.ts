import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { copyOfProject, run } from "../support/project";

const project = copyOfProject();
const stages = readFileSync(join(project, "config/stages.ts"), "utf8");

afterEach(() => writeFileSync(join(project, "config/stages.ts"), stages));
afterAll(() => rmSync(project, { recursive: true, force: true }));

/** Runs a small command that reads the stages. */
async function runWith(edits: Readonly<Record<string, string>> = {}, entry = "config/cli.ts") {
  let text = stages;
  for (const [from, to] of Object.entries(edits)) {
    expect(text).toContain(from);
    text = text.replace(from, to);
  }
  writeFileSync(join(project, "config/stages.ts"), text);
  const ran = await run(project, {}, process.execPath, "bin/run.mjs", entry);
  return { ...ran, stderr: ran.stderr.replace(/^bundling \S+…\n/, "") };
}

/** The place of `text` in the stages as they are, as `line:column`. */
function place(text: string): string {
  const before = stages.slice(0, stages.indexOf(text)).split("\n");
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

const protectedAt = Number.parseInt(place("protection: false"), 10);

test("what a source imports when it needs it is there, and Node warns of nothing", async () => {
  const late = 'void import("node:path").then(({ sep }) => console.log(sep));\n';
  writeFileSync(join(project, "late.ts"), late);
  expect(await runWith({}, "late.ts")).toEqual({ code: 0, stdout: "/\n", stderr: "" });
});

describe("a fault in somebody's TypeScript is told by file and line:", () => {
  test("names without quotes and values of another type, all at once", async () => {
    const { code, stdout, stderr } = await runWith({
      'nat: "single"': "nat: single",
      'kind: "stock"': 'kind: "stok"',
      "protection: false": 'protection: "x".not()',
    });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    const faults = stderr.split("\n");
    expect(faults.slice(0, 3)).toEqual([
      `config/stages.ts:${place('"single"')}: Cannot find name 'single'; put quotes around it if it is a text, or import it`,
      '      network: { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: single },',
      "                                                              ^",
    ]);
    expect(faults.filter((line) => line.startsWith("config")).slice(1)).toEqual([
      `config/stages.ts:${place('kind: "stock"')}: Type '"stok"' is not assignable to type '"stock" | "baked" | "ami"'; did you mean '"stock"'?`,
      `config/stages.ts:${protectedAt}:21: Property 'not' does not exist on type '"x"'; mend this line`,
    ]);
    expect(faults).toHaveLength(10);
  });

  test("a quote that is forgotten", async () => {
    const { code, stderr } = await runWith({ 'nat: "single"': 'nat: single"' });
    expect(code).toBe(1);
    expect(stderr.split("\n")).toEqual([
      expect.stringMatching(
        /^config\/stages\.ts:11:\d+: Unterminated string literal; mend this line, or the one before$/,
      ),
      '      network: { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: single" },',
      expect.stringMatching(/^ +\^$/),
      "",
    ]);
  });

  test("a comma that is forgotten", async () => {
    const { stderr } = await runWith({ "protection: false,": "protection: false" });
    const [fault] = stderr.split("\n");
    expect(fault).toBe(
      `config/stages.ts:${protectedAt + 1}:5: Expected "}" but found "backend"; mend this line, or the one before`,
    );
  });

  test("an import that isn't there", async () => {
    const { stderr } = await runWith({
      "import type": 'import { gone } from "./gone";\nconsole.log(gone);\nimport type',
    });
    expect(stderr).toMatch(/^config\/stages\.ts:1:22: Could not resolve ".\/gone"; mend this line/);
  });

  test("what only a run can find keeps its stack, in lines of the sources", async () => {
    const { code, stderr } = await runWith({ "protection: false": "protection: JSON.parse('{')" });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^SyntaxError: .*\n(.*\n)*? +at .*\(config\/stages\.ts:\d+:22\)\n/);
    expect(stderr).toContain(`(config/stages.ts:${protectedAt}:22)\n`);
    expect(stderr).not.toMatch(/\.cache|node:internal|(run|load)\.mjs/);
  });

  test("what is thrown later, or refused by a promise", async () => {
    const late = 'void Promise.reject(new RangeError("late"));\n';
    writeFileSync(join(project, "late.ts"), `// A comment.\n${late}`);
    expect(await runWith({}, "late.ts")).toEqual({
      code: 1,
      stdout: "",
      stderr: "RangeError: late\n    at Object.<anonymous> (late.ts:2:21)\n",
    });
  });

  test("an entry that isn't there", async () => {
    expect(await runWith({}, "nosuch.ts")).toMatchObject({
      code: 1,
      stderr: 'Could not resolve "nosuch.ts"\n',
    });
  });

  test("a fault in the app, which is bundled for its release", async () => {
    writeFileSync(join(project, "release.ts"), 'import release from "web-release";\nrelease.path;');
    const main = join(project, "app/main.ts");
    cpSync(main, `${main}.kept`);
    writeFileSync(main, `${readFileSync(main, "utf8")}\nconst x = ;\n`);
    const { code, stderr } = await runWith({}, "release.ts");
    cpSync(`${main}.kept`, main);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^app\/main\.ts:\d+:11: Unexpected ";"; mend this line/);
    expect(stderr.split("\n")).toHaveLength(4);
  });
});
