import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { App } from "cdktf";
import { load } from "../../config/load";
import type { Settings } from "../../config/settings";
import type { StateInput } from "../../config/settings/state";
import { stages } from "../../config/stages";
import { state } from "../../config/state";
import { ImageStack } from "../../constructs/image-stack";
import { machineImage } from "../../constructs/machine-image";
import type { PipelineStage } from "../../constructs/pipeline/stage";
import type { Release } from "../../constructs/release-store";
import { ServiceStack } from "../../constructs/service-stack";
import { StateStack } from "../../constructs/state-stack";
import { synthesize } from "../../constructs/synthesize";
import { readStack } from "../../terraform/stack";
import { loadStages } from "./refusals";
import { Synthesized } from "./synthesized";

// Half of a synth is CDKTF noting where tokens were made; main.ts turns it off as well.
Error.captureStackTrace = () => undefined;

/** Stands for the release, whose contents no stack looks into. */
export const release: Release = { path: __filename, sha256: "0".repeat(64) };
export const nextRelease: Release = { ...release, sha256: "1".repeat(64) };

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
  of: Release = release,
): Synthesized {
  return once(["stage", stage, change, of], () => {
    const settings = settingsOf(stage, change);
    return synth(stage, (app) => {
      new ServiceStack(app, stage, { settings, release: of });
    });
  });
}

/** What the bake of a stage's image synthesizes to; the stage counts as one with a baked image. */
export function synthImage(
  stage: keyof typeof stages,
  change: object = {},
  of: Release = release,
): Synthesized {
  const settings = settingsOf(stage, { image: { kind: "baked" }, ...change });
  const { bake } = machineImage(settings.image);
  if (bake === undefined) throw new Error(`${stage}: its image is not baked`);
  return synth(`${stage}-image`, (app) => {
    new ImageStack(app, stage, { settings, bake, release: of });
  });
}

/** What the home of state synthesizes to, with some settings changed, for these stages' pipelines. */
export function synthState(
  change: Partial<StateInput> = {},
  pipelines: readonly PipelineStage[] = [],
): Synthesized {
  const { state: settings } = load({ stages, state: { ...state, ...change } });
  return synth("state", (app) => {
    new StateStack(app, { settings, stages: pipelines });
  });
}

/** What one stack of an app synthesizes to. */
export function synth(stack: string, build: (app: App) => void): Synthesized {
  const folder = mkdtempSync(join(tmpdir(), "synth-"));
  try {
    synthesize(folder, build);
    const { json, files } = readStack(join(folder, "stacks", stack));
    return new Synthesized(json, files);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// --- internal ---

const known = new Map<string, Synthesized>();

/** A synth takes a tenth of a second, and many tests of a file look at the same stack. */
function once(of: readonly unknown[], make: () => Synthesized): Synthesized {
  const key = JSON.stringify(of, (_, value) => (value === undefined ? "undefined" : value));
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}
