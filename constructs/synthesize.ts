import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { App } from "cdktf";
import { terraformModules } from "../cdktf.json";

/**
 * Builds an app and writes its stacks to `outdir`, all of them or, when anything is refused, none:
 * CDKTF alone writes stack by stack and validates in between. What else is in `outdir` (Terraform
 * keeps its plugins and locks next to the JSON) stays as it is.
 * @param build adds the stacks
 */
export function synthesize(outdir: string, build: (app: App) => void): void {
  const target = resolve(outdir);
  mkdirSync(dirname(target), { recursive: true });
  const draft = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
  try {
    // Traces would put absolute paths into the manifest.
    const context = { cdktfRelativeModules: localModules(terraformModules) };
    const app = new App({ outdir: draft, stackTraces: false, context });
    build(app);
    app.synth();
    const stacks = readdirSync(join(draft, "stacks"));
    for (const stack of stacks) {
      const from = join(draft, "stacks", stack);
      const to = join(target, "stacks", stack);
      mkdirSync(to, { recursive: true });
      keepAssets(join(from, "assets"), join(to, "assets"));
      renameSync(join(from, "cdk.tf.json"), join(to, "cdk.tf.json"));
    }
    renameSync(join(draft, "manifest.json"), join(target, "manifest.json"));
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** CDKTF's command line hands these over; without it we do, or a synth of one would be refused. */
function localModules(modules: readonly (string | { source: string })[]): string[] {
  const sources = modules.map((each) => (typeof each === "string" ? each : each.source));
  return sources.filter((source) => /^\.\.?\//.test(source));
}

const DAY = 86_400_000;

/**
 * Assets lie under their hash, so what is there is right, also when two synths run at once. Old assets
 * stay for a day: a plan that waits for its approval still needs them.
 */
function keepAssets(from: string, to: string): void {
  if (existsSync(from)) cpSync(from, to, { recursive: true, force: false });
  for (const folder of hashesIn(from)) utimesSync(join(to, folder), new Date(), new Date());
  for (const folder of hashesIn(to)) {
    const unused = Date.now() - statSync(join(to, folder)).mtimeMs;
    if (unused > DAY) rmSync(join(to, folder), { recursive: true, force: true });
  }
}

/** `release_file/0123456789abcdef`, and so on. */
function hashesIn(assets: string): string[] {
  if (!existsSync(assets)) return [];
  return readdirSync(assets).flatMap((name) =>
    readdirSync(join(assets, name)).map((hash) => join(name, hash)),
  );
}
