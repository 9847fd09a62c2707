import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { projectRoot } from "../../../processes/project";
import { Refusal } from "../../../terminal/refusal";
import type { Order, Orders, Outcome, Says, Second } from "./order";

export interface Hearing {
  readonly onBegin: () => void;
  readonly onSecond: (second: Second) => void;
  /** Ends the load, and what was measured until then comes back. */
  readonly signal: AbortSignal;
}

/**
 * Makes a load in a process of its own, which ends with this one.
 * @throws Refusal if the first request fails, and if that process ends without a word
 */
export async function generate(
  order: Order,
  { onBegin, onSecond, signal }: Hearing,
  { PATH, NODE_EXTRA_CA_CERTS }: NodeJS.ProcessEnv,
): Promise<Outcome> {
  const root = projectRoot();
  const child = fork(join(root, "bin", "run.mjs"), [join("ops", "load", "generator", "cli.ts")], {
    cwd: root,
    env: { PATH, NODE_EXTRA_CA_CERTS }, // it needs no credentials
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let outcome: Outcome | undefined;
  let refused: string | undefined;
  let stderr = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  child.on("message", (says: Says) => {
    if (says.kind === "begun") onBegin();
    else if (says.kind === "second") onSecond(says.second);
    else if (says.kind === "refused") refused = says.what;
    else outcome = says.outcome;
  });
  const tell = (orders: Orders) => child.connected && child.send(orders, () => undefined);
  const stop = () => tell("stop");
  signal.addEventListener("abort", stop);
  tell({ order });
  if (signal.aborted) stop();
  const [code, killedBy] = await once(child, "close");
  signal.removeEventListener("abort", stop);
  if (outcome !== undefined) return outcome;
  if (refused !== undefined) throw unanswered(order, refused);
  const says = `must send what it measured, got its end (${killedBy ?? `exit code ${code}`}); try again`;
  throw new Refusal([{ where: "the generator's process", says }], 2, stderr);
}

// --- internal ---

function unanswered({ url, method }: Order, got: string): Refusal {
  const { origin, pathname } = new URL(url);
  const remedy = got.startsWith("HTTP 4")
    ? "turn the page on (web.loadPage), or name another one with --path"
    : "look at it with npm run ops -- status STAGE";
  const says = `must answer ${method} ${pathname} before there is load, got ${got}; ${remedy}`;
  return new Refusal([{ where: origin, says }]);
}
