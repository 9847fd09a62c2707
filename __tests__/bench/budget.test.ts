import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BUDGET } from "../../bench/budget";

const ROOT = join(__dirname, "../..");
const temp = mkdtempSync(join(tmpdir(), "budget-"));
afterAll(() => rmSync(temp, { recursive: true }));

/** What a synth takes when no source has changed since the last one. */
function warmSynth(): Record<string, number> {
  const COUNTS = join(temp, "counts.json");
  const env = { ...process.env, CDKTF_OUTDIR: join(temp, "out"), COUNTS };
  const synth = ["bin/run.mjs", "main.ts", "--quiet"];
  execFileSync(process.execPath, synth, { cwd: ROOT, env });
  const counting = join(ROOT, "__tests__/support/counting.cjs");
  execFileSync(process.execPath, ["--require", counting, ...synth], { cwd: ROOT, env });
  return JSON.parse(readFileSync(COUNTS, "utf8"));
}

/** How many modules the bundle holds, by its source map. */
function bundledModules(): number {
  const ask = 'const { sourceMap } = await import("./bin/bundle.mjs");';
  const say = 'console.log((await sourceMap("main.ts")).sources.length);';
  const args = ["--input-type=module", "--eval", ask + say];
  return Number(execFileSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" }));
}

test("a synth takes no more than its budget: files, modules and bytes", () => {
  const taken = {
    ...warmSynth(),
    bundleBytes: statSync(join(ROOT, ".cache/bundles/main.cjs")).size,
    bundledModules: bundledModules(),
  };
  expect(over(taken)).toEqual([]);
});

test("what is over its budget is named, with both numbers", () => {
  expect(over({ filesRead: 100, loadedFiles: 0 })).toEqual([
    `filesRead: must be at most ${BUDGET.filesRead}, got 100; bench/budget.ts says what it counts`,
  ]);
});

/** A line for each count that is above its budget, or has none. */
function over(taken: Readonly<Record<string, number>>): string[] {
  const budget: Readonly<Record<string, number>> = BUDGET;
  return Object.entries(taken)
    .filter(([name, count]) => !(count <= (budget[name] ?? -1)))
    .map(
      ([name, count]) =>
        `${name}: must be at most ${budget[name]}, got ${count}; bench/budget.ts says what it counts`,
    );
}
