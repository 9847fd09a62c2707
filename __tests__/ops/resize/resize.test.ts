import type { Cluster, Instance as Found } from "../../../ops/database/cluster";
import { Resizing } from "../../../ops/resize/resize";
import type { Step } from "../../../ops/resize/steps";
import type { Plan } from "../../../terraform/plan";
import { planned, wholePlanOf } from "../support";

const [OLD, NEW] = ["db.t4g.medium", "db.r6g.large"];
const NAMES = ["a", "b", "c"] as const;
const idOf = (name: string) => `lab-database-${name}`;
const addressOf = (name: string) => `aws_rds_cluster_instance.database_${name}`;
const instances = NAMES.map((name) => {
  return { name, id: idOf(name), address: addressOf(name), class: OLD, zone: name };
});
const progress = () => undefined;

/** A cluster of three, whose writer is a, and a Terraform whose plan always is the update of b. */
function stage() {
  const cluster = new Map(
    NAMES.map((name): [string, Found] => {
      const lag = name === "a" ? undefined : 20;
      const it = { id: idOf(name), class: OLD, writer: name === "a", status: "available" };
      return [name, { ...it, pending: [], lag }];
    }),
  );
  const set = (name: string, change: Partial<Found>) =>
    cluster.set(name, { ...(cluster.get(name) as Found), ...change });
  const did: string[] = [];
  const statuses = () => [...cluster.values()].map(({ status }) => status).join();
  let looks = 0;
  const going = { onPlan: () => undefined as unknown, onLook: (_: number) => undefined as unknown };
  const update = { before: { instance_class: OLD }, after: { instance_class: NEW } };
  const plan: Plan = wholePlanOf(
    [],
    [planned(addressOf("b"), { actions: ["update"], ...update })],
    Object.fromEntries(NAMES.map((name) => [addressOf(name), {}])),
  );
  const resizing = new Resizing({
    stage: "lab",
    instances,
    target: { a: NEW, b: NEW },
    cluster: {
      instances: async () => {
        looks += 1;
        going.onLook(looks);
        return [...cluster.values()];
      },
      failOver: async (to: string) => {
        did.push(`failover to ${to} with ${statuses()}`);
        for (const name of NAMES) set(name, { writer: idOf(name) === to });
      },
    } as Partial<Cluster> as Cluster,
    folder: {
      plan: async () => {
        going.onPlan();
        return plan;
      },
      apply: async () => {
        did.push(`apply with ${statuses()}`);
        set("b", { class: NEW });
      },
    },
    synth: async () => ({ json: "{}" }),
    patience: { everyMs: 1, minuteMs: 60_000, applyMs: 60_000 },
    signal: new AbortController().signal,
  });
  const inLooks = (count: number, then: () => unknown) => {
    const at = looks + count;
    going.onLook = (look) => (look === at ? then() : undefined);
  };
  return { resizing, did, set, going, inLooks };
}

const B: Step = { kind: "resize", name: "b", from: OLD, to: NEW, role: "reader" };
const FAILOVER: Step = { kind: "failover", from: "a", to: "b" };

test("an instance that others began to change during the plan is waited for before the apply", async () => {
  const { resizing, did, set, going, inLooks } = stage();
  going.onPlan = () => {
    set("c", { status: "modifying" });
    inLooks(3, () => set("c", { status: "available" }));
  };
  await resizing.take(B, progress);
  expect(did).toEqual(["apply with available,available,available"]);
});

test("a failover waits for what others began since the steps were shown", async () => {
  const { resizing, did, set, inLooks } = stage();
  set("b", { status: "rebooting" });
  inLooks(3, () => set("b", { status: "available" }));
  await resizing.take(FAILOVER, progress);
  expect(did).toEqual(["failover to lab-database-b with available,available,available"]);
});

test("no step is taken where a failover by itself made it the wrong one", async () => {
  const { resizing, did, set } = stage();
  set("a", { writer: false, lag: 20 });
  set("b", { writer: true });
  await resizing.take(FAILOVER, progress);
  await resizing.take(B, progress);
  expect(did).toEqual([]);
});
