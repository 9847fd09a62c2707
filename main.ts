import type { App } from "cdktf";
import release from "web-release";
import { readEnvironment } from "./config/environment";
import { chooseStacks, load } from "./config/load";
import { stages } from "./config/stages";
import { state } from "./config/state";
import { ImageStack } from "./constructs/image-stack";
import { stagesIn } from "./constructs/pipeline/roles";
import { ServiceStack } from "./constructs/service-stack";
import { StateStack } from "./constructs/state-stack";
import { synthesize } from "./constructs/synthesize";
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
    if (settings.image.kind === "baked") {
      const id = `${stage}-image`;
      stacks[id] = (app) => new ImageStack(app, id, { stage, settings, release, providerVersion });
    }
    stacks[stage] = (app) => new ServiceStack(app, stage, { settings, release, providerVersion });
  }
  const { state: settings } = all;
  const stagesThere = stagesIn(settings.bucket, all.stages);
  stacks.state = (app) =>
    new StateStack(app, "state", { settings, stages: stagesThere, providerVersion });

  const chosen = chooseStacks(stacks, process.argv.slice(2));
  synthesize(outputFolder(process.env), (app) => {
    for (const [, addTo] of chosen) addTo(app);
  });
} catch (error) {
  console.error(error instanceof Refusal ? error.message : error);
  process.exitCode = 1;
}
