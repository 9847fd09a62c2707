import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import { contactRoutes } from "../contacts/routes";
import { DatabaseAway } from "../database/database";
import { healthRoutes } from "../health/routes";
import { instanceRoutes } from "../instance/page";
import { loadRoutes } from "../load/page";
import { factsOf } from "../log";
import { assets } from "./assets";
import { Message, page } from "./layout";
import { requestLog } from "./request-log";
import { knownHost, sameOrigin, scheme, securityHeaders } from "./security";
import type { Ctx, Env, Services } from "./services";

/** A form with every field full of four-byte characters, each of them %-encoded, has 18 kB. */
const MOST_BYTES = 32 * 1024;

/** Requests in, answers out: no port, no process. */
export function createApp(services: Services): Hono<Env> {
  const app = new Hono<Env>();
  app.use(requestLog(services.log, services.stopping), scheme, securityHeaders);
  app.use(knownHost, sameOrigin);
  app.use(bodyLimit({ maxSize: MOST_BYTES, onError: (c) => tooLarge(c as Ctx, services) }));
  app.route("/", assets);
  app.route("/", healthRoutes(services));
  app.route("/", instanceRoutes(services));
  app.route("/", loadRoutes(services));
  app.route("/", contactRoutes(services));
  app.notFound((c) => notFound(c, services));
  app.onError((error, c) => failed(error, c, services));
  return app;
}

function tooLarge(c: Ctx, services: Services) {
  return page(c, services, {
    title: "Too large",
    status: 413,
    children: (
      <Message title="That was too much at once">
        <p>A form here holds a few lines of text. Please go back and shorten it.</p>
      </Message>
    ),
  });
}

function notFound(c: Ctx, services: Services) {
  return page(c, services, {
    title: "Not found",
    status: 404,
    children: (
      <Message title="There is nothing here">
        <p>
          The address may be mistyped, or what it named was removed.{" "}
          <a href="/contacts">All contacts</a>
        </p>
      </Message>
    ),
  });
}

function failed(error: Error, c: Ctx, services: Services) {
  if (error instanceof DatabaseAway) return databaseAway(c, services);
  if (error instanceof HTTPException) return error.getResponse();
  const id = c.get("requestId");
  if (isCutOff(c)) {
    services.log.info("request cut off", { id });
    return c.text("The request ended before it was whole.\n", 400); // into the log alone
  }
  services.log.error("request failed", { id, ...factsOf(error) });
  return page(c, services, {
    title: "Error",
    status: 500,
    children: (
      <Message title="Something went wrong on our side">
        <p>
          It is in the log, as request <code>{id}</code>.
        </p>
      </Message>
    ),
  });
}

/** The client went away, or was slower than a request may be. */
function isCutOff(c: Ctx): boolean {
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>;
  return incoming?.destroyed === true && !incoming.complete;
}

function databaseAway(c: Ctx, services: Services) {
  c.header("retry-after", "5");
  return page(c, services, {
    title: "Database away",
    status: 503,
    children: (
      <Message title="The address book can't be reached just now">
        <p>
          Its database doesn't answer, or not as it should. After a failover that takes less than a
          minute. If it takes longer, people who run this can see at <code>/readyz</code> which part
          is missing. <a href={c.req.path}>Try again</a>
        </p>
      </Message>
    ),
  });
}
