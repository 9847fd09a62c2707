import { setTimeout as sleep } from "node:timers/promises";
import { namesOf } from "../../names/stage";
import { agree } from "../../terminal/agree";
import type { ExitCode } from "../../terminal/command-line";
import { interrupts } from "../../terminal/interrupts";
import type { Shown } from "../../terminal/shown";
import { asking } from "../asking";
import type { Clients } from "../aws";
import { type Patience, unrestOfFailover, whenCalm } from "../database/calm";
import type { Cluster, Instance } from "../database/cluster";
import { clusterIdIn, instancesIn } from "../database/instances";
import { membersOf, renderMembers } from "../database/members";
import { enter, placeOf } from "../place";
import { type Choice, chosen } from "./choose";
import { renderEvents, renderPause } from "./render";
import { isSettled, pauseIn, WATCH_EVERY_MS, Watch, writesAt } from "./watch";

export interface Options {
  readonly to?: string;
  readonly url?: string;
  readonly anyway?: true;
  readonly yes?: true;
}

/** What the command works with. Tests have less patience. */
export interface Means extends Shown {
  readonly env: NodeJS.ProcessEnv;
  readonly patience: Patience;
}

/** `ops failover`: looks, asks, hands over, and says how long nothing could be saved. */
export async function run(stage: string, options: Options, means: Means): Promise<ExitCode> {
  const { env, screen, terminal } = means;
  const signal = interrupts(() => undefined);
  const place = placeOf(stage, env);
  const instances = instancesIn(place.stack, stage);
  const { clients } = await enter(place);
  const { Cluster } = await import("../database/cluster"); // AWS's SDK, too
  const cluster = new Cluster(clusterIdIn(place.stack), clients);
  const look = () => asking(place, () => cluster.instances());
  const wish = { named: options.to, anyway: options.anyway === true };
  const choice = chosen(instances, await look(), wish);
  const { from, to, members } = choice;
  screen.print(
    `${renderMembers(stage, members)}\n\n${from.name} hands over to ${to.name}:\n${FELT}.\n`,
  );
  const question = "Hand over? Only yes does it: ";
  const asked = { where: `failover of ${stage}`, question, refused: "not agreed to" };
  if (!options.yes) await agree(asked, terminal, signal);
  const idOf = (name: string) => `${cluster.id}-${name}`;
  const handOver = () => handedOver({ cluster, look, signal, ...means }, choice, idOf);
  const url = options.url ?? (await asking(place, () => urlOf(clients, namesOf(stage).web)));
  const says = await asking(place, () => measured({ cluster, url, signal, ...means }, handOver));
  screen.print(`\n${says}\n\n${renderMembers(stage, membersOf(instances, await look()))}`);
  return 0;
}

// --- internal ---

const FELT = "for about 30 s nothing is saved; the app waits, and tries again";

/** Where people open the app; undefined without a load balancer. */
async function urlOf(clients: Clients, balancer: string): Promise<string | undefined> {
  const { readEntry } = await import("../../service/read/entry"); // AWS's SDK, too
  const { urlIn } = await import("../status/entry");
  return urlIn(await readEntry(clients, balancer));
}

interface Scene extends Means {
  readonly cluster: Cluster;
  readonly signal: AbortSignal;
}

async function handedOver(
  { cluster, look, screen, patience, signal }: Scene & { look: Cluster["instances"] },
  { from, to }: Choice,
  idOf: (name: string) => string,
): Promise<void> {
  await screen.step(`${from.name} hands over to ${to.name}`, async (progress) => {
    await cluster.failOver(idOf(to.name));
    const unrest = (found: readonly Instance[]) => unrestOfFailover(found, idOf(from.name));
    await whenCalm(look, { patience, signal, progress, unrest });
  });
}

/** Carries it out, and says how long nothing could be saved, or what RDS reports of it. */
async function measured(
  { cluster, url, patience, signal }: Scene & { url: string | undefined },
  handOver: () => Promise<void>,
): Promise<string> {
  const began = new Date();
  // Asked once more where the answer is lost, since this question decides whether there is a measurement.
  const writes = url && ((await writesAt(url)) ?? (await writesAt(url)));
  if (url === undefined || writes !== true) {
    await handOver();
    return renderEvents(url, await eventsOf(cluster, began, patience, signal));
  }
  const watch = new Watch(url);
  try {
    await handOver();
    while (!isSettled(watch.answers)) await sleep(WATCH_EVERY_MS, undefined, { signal });
  } finally {
    await watch.stop();
  }
  return renderPause(url, pauseIn(watch.answers));
}

/** RDS sends its events when it can: a minute later they usually are there. */
async function eventsOf(cluster: Cluster, began: Date, patience: Patience, signal: AbortSignal) {
  const until = Date.now() + patience.minuteMs;
  for (;;) {
    const events = await cluster.eventsSince(began);
    const isComplete = events.some(({ message }) => /^Completed failover/i.test(message));
    if (isComplete || Date.now() >= until) return events;
    await sleep(patience.everyMs, undefined, { signal });
  }
}
