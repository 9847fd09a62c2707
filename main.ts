import type { App } from "cdktf";
import release from "web-release";
import { readEnvironment } from "./config/environment";
import { chooseStacks, load } from "./config/load";
import { stages } from "./config/stages";
import { state } from "./config/state";
import { ImageStack } from "./constructs/image-stack";
import { machineImage } from "./constructs/machine-image";
import { stagesIn } from "./constructs/pipeline/stage";
import { ServiceStack } from "./constructs/service-stack";
import { StateStack } from "./constructs/state-stack";
import { synthesize } from "./constructs/synthesize";
import { imageStackOf, STATE } from "./names/stacks";
import { Refusal } from "./terminal/refusal";
import { outputFolder } from "./terraform/out";

const { SYNTH_TRACES } = process.env;

// CDKTF notes where each token was made, which is a third of a synth and seen only in its own
// error messages. SYNTH_TRACES=1 brings them back; the output is the same, byte for byte.
if (!SYNTH_TRACES) Error.captureStackTrace = () => undefined;

try {
  const asked = readEnvironment(process.env);
  const all = load({ stages, state }, asked);
  const { providerVersion } = asked;

  const stacks: Record<string, (app: App) => void> = {};
  for (const [stage, settings] of Object.entries(all.stages)) {
    const props = { settings, release, providerVersion };
    const { bake } = machineImage(settings.image);
    if (bake) stacks[imageStackOf(stage)] = (app) => new ImageStack(app, stage, { ...props, bake });
    stacks[stage] = (app) => new ServiceStack(app, stage, props);
  }
  const { state: settings } = all;
  const stagesThere = stagesIn(settings.bucket, all.stages);
  stacks[STATE] = (app) => new StateStack(app, { settings, stages: stagesThere, providerVersion });

  const chosen = chooseStacks(stacks, process.argv.slice(2));
  synthesize(outputFolder(process.env), (app) => {
    for (const [, addTo] of chosen) addTo(app);
  });
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
