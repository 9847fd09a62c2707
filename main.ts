import type { App } from "cdktf";
import release from "web-release";
import { readEnvironment } from "./config/environment";
import { load } from "./config/load";
import { stages } from "./config/stages";
import { state } from "./config/state";
import { ImageStack } from "./constructs/image-stack";
import { machineImage } from "./constructs/machine-image";
import { stagesIn } from "./constructs/pipeline/stage";
import { ServiceStack } from "./constructs/service-stack";
import { StateStack } from "./constructs/state-stack";
import { synthesize } from "./constructs/synthesize";
import { imageStackOf, STATE } from "./names/stacks";
import { choose } from "./terminal/choose";
import { CommandLine, runCommand } from "./terminal/command-line";
import { outputFolder } from "./terraform/out";

const { SYNTH_TRACES } = process.env;

// CDKTF notes where each token was made, which is a third of a synth and seen only in its own
// error messages. SYNTH_TRACES=1 brings them back; the output is the same, byte for byte.
if (!SYNTH_TRACES) Error.captureStackTrace = () => undefined;

const program = new CommandLine("npm run synth --")
  .description(
    "Writes the stacks of every stage as Terraform JSON, the same bytes on every machine.",
  )
  .argument("[stack...]", "the stacks to write; without a name all of them")
  .option("--quiet", "say nothing of what was written")
  .closing(
    {
      "npm run synth": "every stack, to cdktf.out or CDKTF_OUTDIR",
      "npm run synth -- lab": "the stack lab alone",
    },
    "0 written, 1 the settings are refused, 2 the arguments make no sense",
  )
  .work((names: string[], { quiet }: { quiet?: true }) => {
    const outdir = outputFolder(process.env);
    const chosen = choose(stacksOf(), names, "a stack");
    synthesize(outdir, (app) => {
      for (const [, addTo] of chosen) addTo(app);
    });
    const written = chosen.map(([name]) => name).join(", ");
    // Not on standard error, which cdktf's command shows as its own errors.
    if (!quiet) console.log(`Wrote to ${outdir}: ${written}`);
    return 0;
  });

void runCommand(program);

/** Every stack by its name, with what adds it to an app. */
function stacksOf(): Record<string, (app: App) => void> {
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
  return stacks;
}
