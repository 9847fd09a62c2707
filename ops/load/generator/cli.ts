import { sender } from "./client";
import { Generator } from "./generator";
import { MOST, type Order, type Orders, type Says } from "./order";
import { Tally } from "./tally";

/*
 * The generator's process. It works for nothing but its load, so that drawing a chart or asking AWS makes
 * no request late. Who started it orders by messages; if that process is gone, so is the load.
 */
const stop = new AbortController();

process.on("message", (orders: Orders) =>
  orders === "stop" ? stop.abort() : void make(orders.order),
);
process.on("disconnect", () => process.exit());
// A terminal sends a Ctrl-C to both of us. The other one says what to do.
for (const name of ["SIGINT", "SIGHUP"] as const) process.on(name, () => undefined);

async function make(order: Order): Promise<void> {
  const { rate, seconds } = order;
  const pace = {
    rate: Math.min(rate, MOST.rate),
    seconds: Math.min(seconds, MOST.seconds),
    connections: MOST.connections,
  };
  const send = sender(order, stop.signal);
  const first = await send(); // not counted: it opens the way, or there is none
  if (first.kind === "failed") return end({ kind: "refused", what: first.what });
  const tally = new Tally();
  const generator = new Generator(pace, send, tally);
  say({ kind: "begun" });
  const tell = () => say({ kind: "second", second: tally.nextSecond(generator.seconds) });
  const timer = setInterval(tell, 1000);
  await generator.run(stop.signal);
  clearInterval(timer);
  tell();
  end({ kind: "end", outcome: tally.outcome(generator.seconds) });
}

function end(last: Says): void {
  process.send?.(last, () => process.disconnect());
}

function say(what: Says): void {
  process.send?.(what);
}
