import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { build } from "esbuild";

const built = new Map<string, Promise<string>>();

afterAll(async () => {
  for (const program of await Promise.all(built.values()))
    rmSync(dirname(program), { recursive: true, force: true });
});

/** A program of ours in this folder, `small-ops`, as one file that Node runs: once for a test file. */
export function smallProgram(name: string): Promise<string> {
  const known = built.get(name) ?? bundled(name);
  built.set(name, known);
  return known;
}

/** For its environment: what Node compiles of it is kept beside it for the next run. */
export function compiledBeside(program: string): { NODE_COMPILE_CACHE: string } {
  return { NODE_COMPILE_CACHE: join(dirname(program), "compiled") };
}

// --- internal ---

async function bundled(name: string): Promise<string> {
  const outfile = join(mkdtempSync(join(tmpdir(), `${name}-`)), `${name}.cjs`);
  await build({
    entryPoints: [join(__dirname, `${name}.ts`)],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    logLevel: "error",
    loader: { ".sh": "text" },
    mainFields: ["module", "main"], // as in bin/bundle.mjs
  });
  return outfile;
}
