// The app on this machine, on a real database, started again when a file changes.
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { build, context } from "esbuild";
import { bundling } from "../build.mjs";

// What is in it can be deleted at any time; the contacts live there from run to run.
const cache = process.env.DEV_CACHE || fileURLToPath(new URL("../../.cache", import.meta.url));
const starter = `${cache}/dev/dev.cjs`;
const server = `${cache}/dev/serve.cjs`;

await build({ ...bundling, entryPoints: ["dev/dev.ts"], outfile: starter });
const { develop } = createRequire(import.meta.url)(starter);
const running = await develop(cache, server).catch((error) => {
  console.error(error.message);
  process.exit(1);
});
const watching = await context({
  ...bundling,
  entryPoints: ["dev/serve.ts"],
  outfile: server,
  sourcemap: "inline",
  plugins: [
    {
      name: "restart",
      setup: ({ onEnd }) =>
        onEnd(({ errors }) => (errors.length > 0 ? undefined : running.restart())),
    },
  ],
});
await watching.watch();

let stopping = false;
async function stop() {
  if (stopping) return;
  stopping = true;
  await watching.dispose();
  await running.stop();
  process.exit(0);
}
// A closed terminal sends SIGHUP, and takes nothing that is printed any more.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
for (const output of [process.stdout, process.stderr]) output.on("error", () => undefined);
