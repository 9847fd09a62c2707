import { type Fault, Refusal, sentence } from "../../terminal/refusal";
import { MOST } from "./generator/order";

/** As typed. */
export interface Options {
  readonly rate: string;
  readonly duration: string;
  readonly watch: string;
  readonly path?: string;
  readonly url?: string;
  readonly out?: string;
  readonly yes?: true;
}

export interface Wish {
  /** Requests a second. */
  readonly rate: number;
  /** Seconds of load. */
  readonly seconds: number;
  /** Seconds after the load, at most, until the fleet is small again. */
  readonly watch: number;
  readonly page: Page;
  /** A loopback address; undefined for the stage's own. */
  readonly url: string | undefined;
}

/** What each request asks. */
export type Page =
  | { readonly method: "POST"; readonly path: string; readonly form: string }
  | { readonly method: "GET"; readonly path: string };

/** Presses Start on the app's load page, for the shortest time: whoever is busy already takes no more. */
export const START: Page = { method: "POST", path: "/load/start", form: "minutes=1" };
/** How long an instance goes on after its last request. */
export const START_SECONDS = 60;

export const DEFAULTS = { rate: "20", duration: "10m", watch: "30m" } as const;

/** @throws Refusal with all that is wrong with the options */
export function wishIn(options: Options): Wish {
  const faults: Fault[] = [];
  const read = <T>(name: keyof Options, value: T | undefined, must: string, remedy: string): T => {
    const says = sentence(must, options[name], remedy);
    if (value === undefined) faults.push({ where: `--${name}`, says });
    return value as T;
  };
  const { rate, duration, watch, path, url } = options;
  const wish = {
    rate: read("rate", wholeIn(rate, MOST.rate), RATE, "write it like --rate 20"),
    seconds: read("duration", secondsIn(duration, 1, MOST.seconds), DURATION, "write 30s or 10m"),
    watch: read("watch", secondsIn(watch, 0, MOST_WATCH), WATCH, "write 0s, 90s or 30m"),
    page: path === undefined ? START : read("path", pageIn(path), PATH, "write it like --path /"),
    url: url === undefined ? undefined : read("url", loopbackIn(url), LOOPBACK, LEAVE_OUT),
  };
  if (faults.length > 0) throw new Refusal(faults, 2);
  return wish;
}

// --- internal ---

const MOST_WATCH = 7200;
const RATE = `must be a whole number of requests a second, 1 to ${MOST.rate}`;
const DURATION = "must be a time from 1s to 10m";
const WATCH = "must be a time from 0s to 120m";
const PATH = "must be the path of a page, without a host";
const LOOPBACK = "must be an address of this machine, such as http://127.0.0.1:8080";
const LEAVE_OUT = "leave it out, and the stage's output url is asked";

function wholeIn(given: string, most: number): number | undefined {
  const value = /^\d{1,4}$/.test(given) ? Number(given) : 0;
  return value >= 1 && value <= most ? value : undefined;
}

function secondsIn(given: string, least: number, most: number): number | undefined {
  const [, digits, unit] = /^(\d{1,5})(s|m)$/.exec(given) ?? [];
  const value = Number(digits) * (unit === "m" ? 60 : 1);
  return value >= least && value <= most ? value : undefined;
}

function pageIn(given: string): Page | undefined {
  const base = "http://localhost";
  const isPath = /^\/(?!\/)[!-~]*$/.test(given) && URL.canParse(given, base);
  return isPath && new URL(given, base).origin === base
    ? { method: "GET", path: given }
    : undefined;
}

/** A name that resolves to this machine today may be another one tomorrow: localhost is the one name. */
function loopbackIn(given: string): string | undefined {
  if (!URL.canParse(given)) return undefined;
  const { protocol, hostname, origin, pathname, search, hash, username } = new URL(given);
  const here = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
  const alone = pathname === "/" && `${search}${hash}${username}` === "";
  return /^https?:$/.test(protocol) && here && alone ? origin : undefined;
}
