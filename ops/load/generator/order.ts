/** What a generator sends. Plain data, since it crosses to a process of its own. */
export interface Order {
  /** Whole, with its path. */
  readonly url: string;
  readonly method: "GET" | "POST";
  /** Of a POST: a form as browsers send it. */
  readonly form?: string;
  /** Requests a second. */
  readonly rate: number;
  readonly seconds: number;
}

/** No order is larger: this shows that a fleet grows, and is no weapon. */
export const MOST = { rate: 500, seconds: 600, connections: 50 } as const;

/** Milliseconds, with what was slowest. Null where nothing answered: that isn't 0 ms. */
export type Times = {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly most: number;
} | null;

/** What happened in one second of a load. */
export interface Second {
  /** Seconds since the load began, at the end of this one. */
  readonly at: number;
  readonly due: number;
  readonly sent: number;
  readonly answered: number;
  readonly failed: number;
  /** Of the answers that ended in this second, from when each was due. */
  readonly times: Times;
}

/** What happened in a whole load. */
export interface Outcome {
  readonly seconds: number;
  readonly due: number;
  readonly sent: number;
  readonly answered: number;
  /** How many by what went wrong: `HTTP 503`, `ECONNREFUSED`, `no answer in 30 s`. */
  readonly failures: Readonly<Record<string, number>>;
  /** Under way when somebody stopped the load. */
  readonly cut: number;
  /** From when a request was due to the last byte of its answer; failures aren't in it. */
  readonly times: Times;
  /** How much later than due the generator itself came to a request. */
  readonly lateness: Times;
}

/** What the process receives, in this order. */
export type Orders = { readonly order: Order } | "stop";

/** What the process sends: that it begins or can't, each second, and the end. */
export type Says =
  | { readonly kind: "refused"; readonly what: string }
  | { readonly kind: "begun" }
  | { readonly kind: "second"; readonly second: Second }
  | { readonly kind: "end"; readonly outcome: Outcome };
