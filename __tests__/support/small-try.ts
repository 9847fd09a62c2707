import { createColors } from "picocolors";
import { run } from "../../processes/run";
import { Screen } from "../../terminal/screen";
import { main } from "../../try/main";

/** `npm run try` with a stack of seconds instead of minutes: what SMALL_SYNTH prints. */
const small = {
  name: "small",
  synth: async (signal: AbortSignal) => {
    const { env } = process;
    const args = ["-c", env.SMALL_SYNTH ?? ""];
    const { exitCode, stdout, stderr } = await run("sh", args, { env, signal });
    if (exitCode !== 0) throw new Error(stderr);
    return { json: stdout };
  },
};

const screen = new Screen(process.stdout, false, createColors(false));
void main(process.argv.slice(2), { screen, stackOf: () => small }).then((code) => {
  process.exitCode = code;
});
