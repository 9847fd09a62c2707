import { existsSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { namesOf } from "../../names/stage";
import { agree } from "../../terminal/agree";
import type { ExitCode } from "../../terminal/command-line";
import { INTERRUPTED, interrupts } from "../../terminal/interrupts";
import { Refusal } from "../../terminal/refusal";
import type { Shown } from "../../terminal/shown";
import { asking, reasonOf } from "../asking";
import { enter, type Place, placeOf } from "../place";
import { isOver } from "./course";
import { type Asked, charts } from "./frame";
import { MOST, type Order, type Second } from "./generator/order";
import { generate } from "./generator/process";
import type { Size } from "./group";
import { Live } from "./live";
import { toHtml } from "./page";
import { Recorder } from "./recorder";
import { isWhole, report, stopped } from "./report";
import { clockOf } from "./said";
import { targetOf } from "./target";
import { type Options, START, START_SECONDS, type Wish, wishIn } from "./wish";

export interface Means extends Shown {
  readonly env: NodeJS.ProcessEnv;
}

/** `ops load`: asks, makes the load, watches the fleet until it is small again, and reports. */
export async function run(stage: string, options: Options, means: Means): Promise<ExitCode> {
  const { env, screen, terminal } = means;
  const wish = wishIn(options);
  refuseUnwritable(options.out);
  const signal = interrupts(() => undefined);
  const place = placeOf(stage, env);
  const { asked, before, order, recorder } = await sceneOf(place, wish, env, signal);
  screen.print(`${intentionOf(asked, before, wish)}\n`);
  const agreed = { where: `load on ${stage}`, question: QUESTION, refused: "not agreed to" };
  if (!options.yes) await agree(agreed, terminal, signal);

  const live = new Live(asked, recorder, screen);
  let early: Error | undefined;
  try {
    const load = generate(order, { ...hearing(recorder, live), signal }, env);
    early = await recorder.outcomeOf(load);
    if (early === undefined) await watch(recorder, wish.watch, signal);
    await recorder.end();
  } finally {
    live.stop();
    recorder.stop();
  }
  screen.print([...charts(asked, recorder, screen.paint), "", report(asked, recorder)].join("\n"));
  if (options.out !== undefined) write(options.out, toHtml(asked, recorder));
  if (signal.aborted) screen.print(stopped(asked, recorder));
  if (signal.aborted) return INTERRUPTED;
  if (early !== undefined) throw early;
  return recorder.outcome !== undefined && isWhole(recorder.outcome) ? 0 : 1;
}

// --- internal ---

/** All that is known before anybody is asked. */
async function sceneOf(place: Place, wish: Wish, env: NodeJS.ProcessEnv, signal: AbortSignal) {
  const { stage, region } = place;
  const { clients } = await enter(place);
  const { Group } = await import("./group"); // AWS's SDK, too
  const group = new Group(namesOf(stage).web, clients);
  const before = await asking(place, () => group.size());
  if (before === undefined) {
    const says = `must have the Auto Scaling group ${group.name}, got none in ${region}; deploy the stage`;
    throw new Refusal([{ where: stage, says }]);
  }
  const targetCpu = await asking(place, () => group.targetCpu());
  const origin = await targetOf(stage, wish.url, env, signal);
  const { page, rate, seconds } = wish;
  const url = `${origin}${page.path}`;
  const order: Order = { ...page, url, rate, seconds };
  const request = `${page.method} ${url}`;
  const rest = { rate, seconds, group: group.name, maxSize: before.max, targetCpu };
  const asked: Asked = { stage, request, ...rest };
  const recorder = new Recorder(group, before, (error) => reasonOf(error, place));
  return { asked, before, order, recorder };
}

const QUESTION = "Put this load on it? Only yes does it: ";

function intentionOf(asked: Asked, { desired, inService }: Size, { page, watch }: Wish): string {
  const { stage, request, rate, seconds, group, maxSize, targetCpu } = asked;
  const target = targetCpu === undefined ? "no target of CPU" : `a target of ${targetCpu} % CPU`;
  const presses = [
    "each request presses Start on the load page: an instance that it reaches",
    `is busy for as long as requests come, and at most ${START_SECONDS} s longer`,
  ];
  return [
    `${stage}: ${rate} requests a second for ${clockOf(seconds)}, at most ${MOST.connections} connections`,
    request,
    ...(page === START ? presses : []),
    `${group}: ${desired} desired, ${inService} in service, ${maxSize} at most, ${target}`,
    `after the load: watched until it is as small again, for ${clockOf(watch)} at most`,
  ].join("\n");
}

function hearing(recorder: Recorder, live: Live) {
  const onBegin = () => {
    recorder.begin();
    live.begin();
  };
  return { onBegin, onSecond: (second: Second) => recorder.seconds.push(second) };
}

const LOOK_MS = 500;

/** Until there is nothing left to see, or somebody stops it. */
async function watch(recorder: Recorder, most: number, signal: AbortSignal): Promise<void> {
  const ended = recorder.now;
  while (!signal.aborted && !isOver(recorder.sizes, { now: recorder.now, ended }, most)) {
    await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined);
  }
}

function refuseUnwritable(out: string | undefined): void {
  if (out === undefined || existsSync(dirname(out))) return;
  const says = `must be in a folder that is there, got ${dirname(out)}; make it, or name another file`;
  throw new Refusal([{ where: `--out ${out}`, says }], 2);
}

function write(out: string, page: string): void {
  try {
    writeFileSync(out, page);
  } catch (error) {
    const says = `must be a file that can be written, got ${(error as Error).message}; name another`;
    throw new Refusal([{ where: `--out ${out}`, says }], 2);
  }
}
