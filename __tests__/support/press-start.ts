import { sender } from "../../ops/load/generator/client";
import type { Ending } from "../../ops/load/generator/tally";
import { START } from "../../ops/load/wish";

/** What each request of `ops load` asks, once, of an app at this address. */
export function pressStart(origin: string): Promise<Ending> {
  const order = { ...START, url: `${origin}${START.path}` };
  return sender(order, new AbortController().signal)();
}
