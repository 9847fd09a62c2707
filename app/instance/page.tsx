import { Hono } from "hono";
import { page } from "../web/layout";
import type { Env, Services } from "../web/services";
import type { Identity } from "./metadata";

/** What an instance tells of itself, for the pages to show and to poll. */
export async function instanceFacts({ metadata, cpu, load, startedAt }: Services) {
  const identity = await metadata.identity();
  return {
    id: identity?.id ?? "this machine",
    zone: identity?.zone ?? "",
    cpu: cpu.percent,
    uptimeSeconds: Math.round((performance.now() - startedAt) / 1000),
    loadSeconds: Math.ceil((load.left ?? 0) / 1000),
  };
}

export type InstanceFacts = Awaited<ReturnType<typeof instanceFacts>>;

export function instanceRoutes(services: Services): Hono<Env> {
  return new Hono<Env>()
    .get("/instance.json", async (c) => c.json(await instanceFacts(services)))
    .get("/", async (c) => {
      const facts = await instanceFacts(services);
      const identity = await services.metadata.identity();
      return page(c, services, {
        title: "Instance",
        script: "instance.js",
        children: <InstancePage {...{ facts, identity, version: services.version }} />,
      });
    });
}

interface InstanceProps {
  readonly facts: InstanceFacts;
  readonly identity: Identity | undefined;
  readonly version: string;
}

function InstancePage({ facts, identity, version }: InstanceProps) {
  return (
    <>
      <h1>
        Answered by <span class="mono">{facts.id}</span>
      </h1>
      <p class="lead">
        {identity
          ? `One of the fleet, in zone ${identity.zone}. Load the page again, and another may answer.`
          : "There is no instance metadata here, so this is not EC2, or it is switched off. Everything else works."}
      </p>
      <div class="columns">
        <section class="card" aria-labelledby="cpu">
          <h2 id="cpu">Processor</h2>
          <p class="figure">
            <output data-cpu>{facts.cpu}</output>
            <small> %</small>
          </p>
          <meter data-cpu-meter min={0} max={100} value={facts.cpu} aria-labelledby="cpu" />
          <svg
            class="spark"
            hidden
            data-spark
            viewBox="0 0 60 24"
            preserveAspectRatio="none"
            aria-hidden="true"
          >
            <polyline points="" />
          </svg>
          <p class="quiet" data-cpu-note>
            Over the last second. Load the page again to measure anew.
          </p>
        </section>
        <section class="card" aria-labelledby="facts">
          <h2 id="facts">This instance</h2>
          <dl>
            <Fact name="Instance" value={identity?.id ?? "no metadata"} />
            <Fact name="Zone" value={identity?.zone ?? "no metadata"} />
            <Fact name="Type" value={identity?.type ?? "no metadata"} />
            <Fact name="Up for" value={duration(facts.uptimeSeconds)} />
            <Fact name="Version" value={version} />
          </dl>
        </section>
      </div>
    </>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd class="mono">{value}</dd>
    </div>
  );
}

/** The two largest units: `3 d 4 h`, `12 min 5 s`. */
export function duration(seconds: number): string {
  const parts = [
    [Math.floor(seconds / 86_400), "d"],
    [Math.floor(seconds / 3_600) % 24, "h"],
    [Math.floor(seconds / 60) % 60, "min"],
    [seconds % 60, "s"],
  ] as const;
  const first = parts.findIndex(([amount]) => amount > 0);
  if (first === -1) return "0 s";
  const shown = parts.slice(first, first + 2).filter(([amount]) => amount > 0);
  return shown.map(([amount, unit]) => `${amount} ${unit}`).join(" ");
}
