import { createColors } from "picocolors";
import { wantsColour } from "../terminal/colours";
import { CommandLine, runCommand } from "../terminal/command-line";
import { outputFolder, readOutput, synthesizedIn } from "../terraform/out";
import { judge } from "./gate";
import { scanners } from "./python";
import { render } from "./render";
import { scan } from "./scans";
import { readWaivers, WAIVERS_FILE } from "./waivers";

const program = new CommandLine("npm run policy --")
  .description(
    "Checks the stacks of the last synth with checkov, parliament and our own rules. A check that is " +
      `not met must have a reason in ${WAIVERS_FILE}. A reason that nothing needs is a fault, too. ` +
      "Reads the folder in CDKTF_OUTDIR, cdktf.out if it is not set.",
  )
  .option("--install", "only install the scanners, which takes a minute and the network")
  .closing(
    { "npm run synth && npm run policy": "all stacks, as the settings are now" },
    "0 everything is met or waived, 1 something is not, 2 the command could not find out",
  )
  .work(async ({ install }: { install?: true }) => {
    const python = await scanners(process.env, (line) => console.error(line));
    if (install) return 0;
    const waivers = readWaivers();
    const must = "must be a stack as Terraform's JSON";
    const stacks = synthesizedIn(outputFolder(process.env)).map(([name, file]) => {
      return { name, document: readOutput(file, must) };
    });
    const scans = await scan(stacks, python);
    const verdict = judge(scans, waivers);
    const paint = createColors(wantsColour(process.env, process.stdout));
    process.stdout.write(render(scans, verdict, paint));
    return verdict.faults.length > 0 ? 1 : 0;
  });

void runCommand(program, 2);
