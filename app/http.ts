import type { Server, ServerOptions } from "node:http";
import { createAdaptorServer } from "@hono/node-server";

/**
 * In milliseconds. Node refuses headers that may take longer than their whole request, but only of
 * a server that is made with these options: one that gets them afterwards cuts nothing in time.
 */
export const TIMEOUTS = {
  headersTimeout: 10_000,
  /** Headers and body. */
  requestTimeout: 30_000,
  /** How often Node looks for what is over time: without it every 30 s. */
  connectionsCheckingInterval: 1_000,
  /** Longer than the load balancer keeps an idle connection (60 s), or it may send into a closed one. */
  keepAliveTimeout: 65_000,
} satisfies ServerOptions;

type Fetch = Parameters<typeof createAdaptorServer>[0]["fetch"];

/** A server without a port yet. */
export function httpServer(fetch: Fetch, timeouts: ServerOptions = TIMEOUTS): Server {
  return createAdaptorServer({ fetch, serverOptions: timeouts }) as Server;
}
