import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { App } from "cdktf";
import type { Settings } from "../../config/settings";
import { stages } from "../../config/stages";
import { ServiceStack } from "../../constructs/service-stack";
import { synthesize } from "../../constructs/synthesize";
import { loadStages } from "./refusals";
import { Synthesized } from "./synthesized";

// Half of a synth is CDKTF noting where tokens were made; main.ts turns it off as well.
Error.captureStackTrace = () => undefined;

/** A stage with some settings changed, in the shape of an override from CDKTF's context. */
export function settingsOf(stage: keyof typeof stages, change: object = {}): Settings {
  const settings = loadStages(stages, { [stage]: change })[stage];
  if (settings === undefined) throw new Error(`no stage ${stage}`);
  return settings;
}

/** What a stage synthesizes to, with some settings changed. */
export function synthStage(
  stage: keyof typeof stages,
  change: object = {},
  providerVersion?: string,
): Synthesized {
  const settings = settingsOf(stage, change);
  return synth(stage, (app) => {
    new ServiceStack(app, stage, { settings, providerVersion });
  });
}

/** What one stack of an app synthesizes to. */
export function synth(stack: string, build: (app: App) => void): Synthesized {
  const folder = mkdtempSync(join(tmpdir(), "synth-"));
  try {
    synthesize(folder, build);
    return new Synthesized(readFileSync(join(folder, "stacks", stack, "cdk.tf.json"), "utf8"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
