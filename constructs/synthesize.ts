import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { App } from "cdktf";

/**
 * Builds an app and writes its stacks to `outdir`, all of them or, when anything is refused, none:
 * CDKTF alone writes stack by stack and validates in between. What else is in `outdir` (Terraform
 * keeps its plugins and locks beside the JSON) stays as it is; assets of the synth before go.
 * @param build adds the stacks
 */
export function synthesize(outdir: string, build: (app: App) => void): void {
  const target = resolve(outdir);
  mkdirSync(dirname(target), { recursive: true });
  const draft = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
  try {
    // Traces would put absolute paths into the manifest.
    const app = new App({ outdir: draft, stackTraces: false });
    build(app);
    app.synth();
    const stacks = readdirSync(join(draft, "stacks"));
    for (const stack of stacks) {
      const from = join(draft, "stacks", stack);
      const to = join(target, "stacks", stack);
      mkdirSync(to, { recursive: true });
      rmSync(join(to, "assets"), { recursive: true, force: true });
      for (const name of readdirSync(from)) renameSync(join(from, name), join(to, name));
    }
    renameSync(join(draft, "manifest.json"), join(target, "manifest.json"));
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
