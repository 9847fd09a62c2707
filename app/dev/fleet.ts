import { subscribe, unsubscribe } from "node:diagnostics_channel";

import { processorTime } from "./processor-time";

type Variables = Readonly<Record<string, string | undefined>>;

const EVERY_MS = 1000;

/** A fleet on a local emulator, whose work this one app does: its instances run nothing. */
export interface Fleet {
  /** Name of its Auto Scaling group. */
  readonly group: string;
  readonly emulator: string;
}

/** Undefined where the app stands for no fleet, as without the variable FLEET. */
export function fleetIn({ FLEET, AWS_ENDPOINT_URL = "" }: Variables): Fleet | undefined {
  if (!FLEET) return undefined;
  if (!/^http:\/\/(127\.0\.0\.1|localhost):\d+$/.test(AWS_ENDPOINT_URL)) {
    const got = AWS_ENDPOINT_URL === "" ? "nothing" : `"${AWS_ENDPOINT_URL}"`;
    throw new Error(
      `AWS_ENDPOINT_URL: must be a local emulator's address where FLEET is set, got ${got}; ` +
        "paste the lines that npm run try -- --keep prints",
    );
  }
  return { group: FLEET, emulator: AWS_ENDPOINT_URL };
}

/**
 * Reports, once a second, the processor time that this process wants and how many requests it got.
 * @returns what ends it
 */
export function reportWork(fleet: Fleet, say: (line: string) => void): () => void {
  let requests = 0;
  const count = () => {
    requests += 1;
  };
  subscribe("http.server.request.start", count);
  const wanted = processorTime();
  let last = performance.now();
  let said = "";
  const timer = setInterval(async () => {
    const ms = performance.now() - last;
    const work = { cpu: (100 * wanted()) / ms, requests: (1000 * requests) / ms };
    last += ms;
    requests = 0;
    const line = await send(fleet, work);
    if (line !== said) say(line);
    said = line;
  }, EVERY_MS).unref();
  return () => {
    clearInterval(timer);
    unsubscribe("http.server.request.start", count);
  };
}

// --- internal ---

/** Returns what came of it, in a line. */
async function send({ group, emulator }: Fleet, work: object): Promise<string> {
  try {
    const body = JSON.stringify({ group, ...work });
    const answer = await fetch(`${emulator}/_emulator/work`, { method: "POST", body });
    const { size, pace } = (await answer.json()) as { size: number | null; pace: number };
    if (size === null) return `There is no Auto Scaling group ${group} on the emulator.`;
    if (pace === 0)
      return `${group}: its time stands still; npm run try -- ${group.replace(/-web$/, "")} --keep --pace 20`;
    return `${group}: ${size} instances, at ${pace} times the speed of the clock`;
  } catch {
    return `The emulator at ${emulator} doesn't answer; trying on.`;
  }
}
