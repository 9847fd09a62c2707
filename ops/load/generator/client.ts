import http from "node:http";
import https from "node:https";
import type { Send } from "./generator";
import { MOST, type Order } from "./order";
import type { Ending } from "./tally";

/** Shorter than the load balancer waits for an instance. */
const ANSWER_MS = 30_000;

/** Sends an order's request by Node's own client, over connections that are kept. */
export function sender(
  { url, method, form }: Pick<Order, "url" | "method" | "form">,
  stop: AbortSignal,
  answerMs: number = ANSWER_MS,
): Send {
  const { request, Agent } = url.startsWith("https:") ? https : http;
  const agent = new Agent({ keepAlive: true, maxSockets: MOST.connections });
  const { origin } = new URL(url); // the app takes forms from its own pages alone
  const headers = form === undefined ? HEADERS : { ...HEADERS, ...FORM, origin };
  const once = () =>
    new Promise<Ending | "again">((resolve) => {
      let why: Ending | undefined; // of what is given up here
      const giveUp = (ending: Ending) => {
        why = ending;
        asked.destroy();
      };
      const asked = request(url, { agent, method, headers }, (answer) => {
        answer.on("end", () => resolve(endingOf(answer, url)));
        answer.on("error", () => resolve(why ?? CUT_OFF));
        answer.resume();
      });
      asked.on("error", (error) => resolve(why ?? endingBy(error, asked)));
      const timer = setTimeout(() => giveUp(tooLate(answerMs)), answerMs);
      const cut = () => giveUp({ kind: "cut" });
      stop.addEventListener("abort", cut);
      asked.on("close", () => {
        clearTimeout(timer);
        stop.removeEventListener("abort", cut);
        resolve(why ?? CUT_OFF); // unless it has ended otherwise
      });
      asked.end(form);
    });
  return async () => {
    if (stop.aborted) return { kind: "cut" };
    for (;;) {
      const ending = await once();
      if (ending !== "again") return ending;
    }
  };
}

// --- internal ---

const HEADERS = { "user-agent": "three-tier-web-load", accept: "*/*" };
const FORM = { "content-type": "application/x-www-form-urlencoded" };

const CUT_OFF: Ending = { kind: "failed", what: "answer cut off" };

function tooLate(ms: number): Ending {
  return { kind: "failed", what: `no answer in ${ms / 1000} s` };
}

/** A server may close a kept connection just when it is used again. Node's docs say: ask once more. */
function endingBy(error: NodeJS.ErrnoException, { reusedSocket }: http.ClientRequest) {
  const { code = error.message } = error;
  return reusedSocket && code === "ECONNRESET"
    ? "again"
    : ({ kind: "failed", what: code } as const);
}

/** Who is sent to another address was not served here, and no load follows there. */
function endingOf({ statusCode = 0, headers }: http.IncomingMessage, url: string): Ending {
  if (statusCode >= 400) return { kind: "failed", what: `HTTP ${statusCode}` };
  const { location = "" } = headers;
  const { origin } = URL.canParse(location, url) ? new URL(location, url) : new URL(url);
  return statusCode < 300 || origin === new URL(url).origin
    ? { kind: "answered" }
    : { kind: "failed", what: `HTTP ${statusCode} to ${origin}` };
}
