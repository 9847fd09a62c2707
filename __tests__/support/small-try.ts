import { createColors } from "picocolors";
import { run } from "../../processes/run";
import { runCommand } from "../../terminal/command-line";
import { faultIn, Refusal } from "../../terminal/refusal";
import { Screen } from "../../terminal/screen";
import { tryCommand } from "../../try/arguments";
import { main } from "../../try/main";

/** `npm run try` with a stack of seconds instead of minutes: what SMALL_SYNTH prints. */
const { env } = process;
const { SMALL_SYNTH = "" } = env;
const small = {
  name: "small",
  env: { SMALL_SYNTH },
  synth: async (signal: AbortSignal) => {
    const args = ["-c", SMALL_SYNTH];
    const { exitCode, stdout, stderr } = await run("sh", args, { env, signal });
    if (exitCode !== 0) throw new Refusal([faultIn(stderr)]);
    return { json: stdout };
  },
};

const screen = new Screen(process.stdout, false, createColors(false));
void runCommand(tryCommand((wish) => main(wish, { screen, stackOf: () => small })));
