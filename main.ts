import { chooseStages, loadStages, overridesIn } from "./config/load";
import { Refusal } from "./config/refusal";
import { stages } from "./config/stages";
import { ServiceStack } from "./constructs/service-stack";
import { synthesize } from "./constructs/synthesize";

const {
  CDKTF_CONTEXT_JSON = "{}",
  CDKTF_OUTDIR = "cdktf.out",
  AWS_PROVIDER_VERSION,
  SYNTH_TRACES,
} = process.env;

// CDKTF notes where each token was made, which is a third of a synth and seen only in its own
// error messages. SYNTH_TRACES=1 brings them back; the output is the same, byte for byte.
if (!SYNTH_TRACES) Error.captureStackTrace = () => undefined;

try {
  const all = loadStages(stages, overridesIn(CDKTF_CONTEXT_JSON));
  const chosen = chooseStages(all, process.argv.slice(2));
  synthesize(CDKTF_OUTDIR, (app) => {
    for (const [stage, settings] of chosen) {
      new ServiceStack(app, stage, {
        settings,
        providerVersion: AWS_PROVIDER_VERSION || undefined,
      });
    }
  });
} catch (error) {
  console.error(error instanceof Refusal ? error.message : error);
  process.exitCode = 1;
}
