import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";

const built = new Map<string, Promise<string>>();

/** A program of ours in this folder, `small-ops`, as one file that Node runs: once for a test file. */
export function smallProgram(name: string): Promise<string> {
  const known = built.get(name) ?? bundled(name);
  built.set(name, known);
  return known;
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
  });
  return outfile;
}
