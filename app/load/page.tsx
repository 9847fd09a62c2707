import { Hono } from "hono";
import { duration, type InstanceFacts, instanceFacts } from "../instance/page";
import { readForm } from "../web/form";
import { Message, page } from "../web/layout";
import type { Ctx, Env, Services } from "../web/services";
import { MOST_MINUTES } from "./load";

const MINUTES = Array.from({ length: MOST_MINUTES }, (_, index) => index + 1);

/**
 * The answer to a form is the page itself and no redirect: a redirect would be answered by whichever
 * instance is next, which knows nothing of what this one did.
 */
export function loadRoutes(services: Services): Hono<Env> {
  const { load, loadPage } = services;
  return new Hono<Env>()
    .get("/load", (c) => show(c, services))
    .post("/load/start", async (c) => {
      if (!loadPage) return off(c, services);
      const minutes = (await readForm(c)).get("minutes") ?? "";
      if (!MINUTES.map(String).includes(minutes)) {
        return show(c, services, `Nothing started: choose 1 to ${MOST_MINUTES} minutes.`, 400);
      }
      const started = load.start(Number(minutes));
      return show(c, services, started ? "Load started on" : "Load is on already, on");
    })
    .post("/load/stop", async (c) => {
      if (!loadPage) return off(c, services);
      const was = load.left !== undefined;
      load.stop();
      return show(c, services, was ? "Load stopped on" : "There was no load to stop on");
    });
}

async function show(c: Ctx, services: Services, said?: string, status: 200 | 400 = 200) {
  if (!services.loadPage) return off(c, services, 200);
  const facts = await instanceFacts(services);
  const where = [facts.id, facts.zone].filter((part) => part !== "").join(", ");
  return page(c, services, {
    title: "Load",
    script: "load.js",
    status,
    children: (
      <>
        <h1>Load</h1>
        <p class="lead">
          Keeps every processor of one instance busy, for a while. If the fleet's average stays
          above its target, the group starts more instances; when it calms down, it takes them away.
        </p>
        <p role="status" class="notice" hidden={said === undefined}>
          {status === 200 && said ? `${said} ${where}.` : said}
        </p>
        <div class="columns">
          <Controls facts={facts} />
          <Fleet facts={facts} />
        </div>
      </>
    ),
  });
}

function Controls({ facts }: { facts: InstanceFacts }) {
  return (
    <section class="card" aria-labelledby="run">
      <h2 id="run">Run</h2>
      <form method="post" action="/load/start">
        <fieldset class="choice">
          <legend>For how many minutes</legend>
          {MINUTES.map((minutes) => (
            <label>
              <input type="radio" name="minutes" value={minutes} checked={minutes === 3} />
              <span>{minutes}</span>
            </label>
          ))}
        </fieldset>
        <div class="actions">
          <button type="submit">Start load</button>
          <button type="submit" class="second" formaction="/load/stop">
            Stop load
          </button>
        </div>
      </form>
      <p class="quiet">
        It acts on the instance that happens to answer, just now{" "}
        <span class="mono">{facts.id}</span>. Press again to reach another; one that is under load
        already takes no more.
      </p>
    </section>
  );
}

function Fleet({ facts }: { facts: InstanceFacts }) {
  return (
    <section class="card" aria-labelledby="fleet">
      <h2 id="fleet">Fleet, seen in the last minute</h2>
      <ul class="fleet" data-fleet>
        <li>
          <span class="mono">{facts.id}</span>
          <span class="quiet">{facts.zone}</span>
          <meter min={0} max={100} value={facts.cpu} aria-label={`Processor of ${facts.id}`} />
          <span class="percent">{facts.cpu} %</span>
          <span class="quiet">
            {facts.loadSeconds > 0 ? `under load, ${duration(facts.loadSeconds)} left` : "no load"}
          </span>
        </li>
      </ul>
      <p class="quiet" data-fleet-note>
        This one answered. Load the page again to see who else does.
      </p>
    </section>
  );
}

function off(c: Ctx, services: Services, status: 200 | 404 = 404) {
  return page(c, services, {
    title: "Load",
    status,
    children: (
      <Message title="The load page is off">
        <p>
          It lets anyone who can open this site keep its processors busy, so a stage has to ask for
          it: with <code>LOAD_PAGE=on</code> in the server's environment.
        </p>
      </Message>
    ),
  });
}
