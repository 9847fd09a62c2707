import { createColors } from "picocolors";
import { wantsColour } from "../terminal/colours";
import { Screen } from "../terminal/screen";
import { main } from "./main";
import { synthStage } from "./synth";

const { env, stdout } = process;
const live = stdout.isTTY === true && env.TERM !== "dumb" && env.CI === undefined;
const screen = new Screen(stdout, live, createColors(wantsColour(env, stdout)));
const lab = { name: "lab", synth: (signal: AbortSignal) => synthStage("lab", env, signal) };

void main(process.argv.slice(2), lab, screen).then((code) => {
  process.exitCode = code;
});
