import { randomUUID } from "node:crypto";
import { createMiddleware } from "hono/factory";
import type { Log } from "../log";
import type { Env } from "./services";

/** The load balancer's id, so that its log and ours can be laid side by side. */
const TRACE = /^[\w=;:-]{1,200}$/;

/** One line a request, but for the load balancer asking for health. The path without its query: what people search for is theirs. */
export function requestLog(log: Log, stopping: () => boolean) {
  return createMiddleware<Env>(async (c, next) => {
    const start = performance.now();
    const trace = c.req.header("x-amzn-trace-id");
    const id = trace !== undefined && TRACE.test(trace) ? trace : randomUUID();
    c.set("requestId", id);
    await next();
    c.header("x-request-id", id);
    if (stopping()) c.header("connection", "close");
    const { method, path } = c.req;
    const ms = Math.round(performance.now() - start);
    if (path !== "/healthz") log.info("request", { id, method, path, status: c.res.status, ms });
  });
}
