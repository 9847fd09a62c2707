import { setTimeout as sleep } from "node:timers/promises";
import pico from "picocolors";
import { wantsColour } from "../../terminal/colours";
import type { CommandLine, ExitCode } from "../../terminal/command-line";
import { interrupts } from "../../terminal/interrupts";
import { Refusal, sentence } from "../../terminal/refusal";
import { text } from "../../terraform/document";
import { clusterIdIn } from "../database/instances";
import { enter, type Place, placeOf } from "../place";
import { commandsFor } from "./commands";
import { exitCodeOf, judge } from "./judge";
import { render, type Status, toJson } from "./render";

interface Options {
  readonly json?: true;
  readonly watch?: number | true;
}

/** Adds `status` to the commands. */
export function addStatus(program: CommandLine, env: NodeJS.ProcessEnv): void {
  program
    .command("status")
    .summary("tell whether a stage works, and what goes on in it")
    .description(WHAT_IT_DOES)
    .argument("<stage>", "the stage to look at")
    .option("--json", "one JSON document")
    .option("--watch [seconds]", "look again and again, every 15 seconds or so many", seconds)
    .closing(
      {
        "npm run ops -- status prod": "one screen",
        "npm run ops -- status prod --watch": "the screen, kept up to date until Ctrl-C",
        "npm run --silent ops -- status prod --json | jq": "for a program",
      },
      "0 it works, 1 somebody should look, 2 could not tell, 130 interrupted",
    )
    .work((stage: string, options: Options) => run(placeOf(stage, env), options, env));
}

// --- internal ---

const WHAT_IT_DOES =
  "Asks AWS, with the credentials at hand, whether the service works, and shows the fleet, the " +
  "database, what AWS has pending, what it costs, and the commands to go on. Reads only, and needs " +
  "neither Terraform nor the state: a stage is found by its names.";

const EVERY_S = 15;

function seconds(given: string): number {
  if (/^[1-9]\d{0,3}$/.test(given)) return Number(given);
  const must = "must be a whole number of seconds, 1 to 9999";
  const says = sentence(must, given, "write it like --watch 30");
  throw new Refusal([{ where: "--watch", says }], 2);
}

async function run(place: Place, options: Options, env: NodeJS.ProcessEnv): Promise<ExitCode> {
  const look = await looker(place);
  const paint = pico.createColors(wantsColour(env, process.stdout));
  const show = (status: Status) => (options.json ? toJson(status) : render(status, paint));
  if (options.watch === undefined) {
    const status = await look();
    process.stdout.write(show(status));
    return exitCodeOf(status.remarks);
  }
  const signal = interrupts(() => undefined);
  const pause = (options.watch === true ? EVERY_S : options.watch) * 1000;
  const clear = process.stdout.isTTY ? "\u001b[H\u001b[2J" : "";
  for (;;) {
    const screen = show(await look());
    process.stdout.write(`${clear}${screen}`);
    await sleep(pause, undefined, { signal }); // an interrupt ends it
  }
}

/** Credentials are looked at once, and then one can look as often as one likes. */
async function looker(place: Place): Promise<() => Promise<Status>> {
  const { stage, region, stack } = place;
  const { clients, account } = await enter(place);
  const { collectFacts } = await import("./collect");
  const logGroups = stack
    .all("aws_cloudwatch_log_group")
    .flatMap(({ values }) => text(values.name) ?? []);
  return async () => {
    const facts = await collectFacts(clients, { stage, region, account }, clusterIdIn(stack));
    if (facts.fleet === null && facts.database === null && facts.entry === null) {
      const must = "must be deployed, got no load balancer, fleet or database of this name";
      const says = `${must} in account ${account}, ${region}; deploy it, or look whether these are the right ones`;
      throw new Refusal([{ where: stage, says }]);
    }
    return { facts, remarks: judge(facts), commands: commandsFor(facts, logGroups) };
  };
}
