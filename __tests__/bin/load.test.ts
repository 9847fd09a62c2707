import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../support/project";

const LOAD = join(__dirname, "../../bin/load.mjs");

/** A bundle in a folder of its own, and where what is compiled of it is kept. */
const folder = mkdtempSync(join(tmpdir(), "load-"));
const [bundle, compiled] = [join(folder, "small.cjs"), join(folder, "compiled")];
afterEach(() => rmSync(compiled, { recursive: true, force: true }));
afterAll(() => rmSync(folder, { recursive: true }));

async function load(): Promise<string> {
  const code = `(await import(${JSON.stringify(LOAD)})).load(...${JSON.stringify([bundle, compiled])})`;
  const args = ["--input-type=module", "--eval", code];
  const { code: exitCode, stdout, stderr } = await run(folder, {}, process.execPath, ...args);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  return stdout;
}

const kept = () => readdirSync(compiled).map((name) => join(compiled, name));

test("an edit runs, though its bundle is as long as the one that was compiled", async () => {
  for (const word of ["one", "two"]) {
    writeFileSync(bundle, `/* ${word} */\nconst say = () => "${word}";\nconsole.log(say());`);
    expect(await load()).toBe(`${word}\n`);
    expect(await load()).toBe(`${word}\n`);
  }
  expect(kept()).toHaveLength(1);
});

test("functions that ran are kept too, and compiled no more", async () => {
  const most = Array.from({ length: 2000 }, (_, i) => `x = x * ${i} + ${i};`).join(" ");
  const sizes = [];
  for (const call of ["", "work(1);"]) {
    writeFileSync(bundle, `/* ${call} */\nfunction work(x) { ${most} return x; }\n${call}`);
    await load();
    sizes.push(...kept().map((file) => statSync(file).size));
  }
  const [without = 0, withIt = 0] = sizes;
  expect(withIt - without).toBeGreaterThan(10_000);
});

test("what is kept stays as it is while it fits, and is made again if it is broken", async () => {
  writeFileSync(bundle, '/* a */\nconsole.log("a");');
  await load();
  const [file = ""] = kept();
  const { ino } = statSync(file);
  await load();
  expect(statSync(file).ino).toBe(ino);
  writeFileSync(file, readFileSync(file).subarray(0, 40));
  expect(await load()).toBe("a\n");
  expect(statSync(file).size).toBeGreaterThan(40);
});

test("a bundle has what a module has: exports, require, its own place", async () => {
  const says = "[typeof require('node:fs').readFileSync, __filename, this === exports]";
  writeFileSync(bundle, `/* b */\nmodule.exports.a = 1;\nconsole.log(${says}.join(" "));`);
  expect(await load()).toBe(`function ${bundle} true\n`);
});
