import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));

/** How the app is bundled, whichever entry: what the browser gets is text within it. */
export const bundling = {
  absWorkingDir: here,
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  jsx: "automatic",
  jsxImportSource: "hono/jsx",
  tsconfigRaw: {}, // what the compiler is told changes no byte
  loader: { ".css": "text", ".svg": "text", ".client.js": "text" },
  external: ["pg-native"], // pg's optional faster half, never installed
  logLevel: "warning",
};

/**
 * Bundles the app to one file that needs Node alone: the same bytes on every machine and in every
 * folder, since its hash decides whether a new image is baked.
 * @returns esbuild's record of what is in it, with paths from this folder
 */
export async function buildApp(outfile = resolve(here, "dist/server.cjs")) {
  const { metafile } = await build({
    ...bundling,
    entryPoints: ["main.ts"],
    outfile,
    metafile: true,
    minify: true,
    logLevel: "silent", // what is wrong is in the error
    legalComments: "none",
    define: { "process.env.NODE_ENV": '"production"' },
  });
  return metafile;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildApp(process.argv[2] && resolve(process.argv[2]));
}
