import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { Refusal } from "../terminal/refusal";

/**
 * The folder that holds `emulator/serve.py`. Looked for above this file and above the working
 * directory, because a bundled program sits anywhere.
 */
export function projectRoot(): string {
  for (const start of [__dirname, process.cwd()]) {
    for (let folder = start; ; folder = dirname(folder)) {
      if (existsSync(join(folder, "emulator", "serve.py"))) return folder;
      if (dirname(folder) === folder) break;
    }
  }
  const must = "must be above this program or the working directory, got no such file";
  throw new Refusal([{ where: "emulator/serve.py", says: `${must}; run it inside the project` }]);
}

/** Logs and the Python environment: everything in it can be deleted at any time. */
export function cacheFolder(): string {
  const folder = join(projectRoot(), ".cache");
  mkdirSync(folder, { recursive: true });
  return folder;
}
