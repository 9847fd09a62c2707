import { type MetricAlarm, metricsOf } from "../../alarms/alarm";
import { METRICS } from "../../alarms/metrics";
import type { StageFacts } from "../../alarms/stage";
import { alarmsOf } from "../../alarms/table";
import { FACTS } from "./facts";

const all = alarmsOf(FACTS);
const metricAlarms = (facts: StageFacts) =>
  alarmsOf(facts).filter((each): each is MetricAlarm => each.kind === "metric");
const named = (name: string, facts: StageFacts = FACTS) =>
  metricAlarms(facts).find((each) => each.name === name);
const namesOf = (facts: StageFacts) => alarmsOf(facts).map(({ name }) => name);
const withClasses = (...classes: string[]): StageFacts => ({
  ...FACTS,
  database: { ...FACTS.database, classes },
});

test("no two alarms have one name", () => {
  expect(all.length).toBeGreaterThan(20);
  expect(namesOf(FACTS)).toEqual([...new Set(namesOf(FACTS))]);
});

test("every metric stands on AWS's page, with these dimensions", () => {
  for (const { namespace, name, dimensions } of metricAlarms(FACTS).flatMap(metricsOf)) {
    expect(METRICS[namespace]?.metrics[name]).toContainEqual(Object.keys(dimensions).sort());
  }
});

test("alarms of the writer and of readers watch their own role", () => {
  const ofRole = (role: string) =>
    metricAlarms(FACTS)
      .filter(({ name }) => name.startsWith(`database-${role}-`))
      .flatMap(metricsOf)
      .map(({ dimensions }) => dimensions.Role);
  expect([...new Set(ofRole("writer"))]).toEqual(["WRITER"]);
  expect([...new Set(ofRole("reader"))]).toEqual(["READER"]);
});

test("metric math names each of its metrics, and no other", () => {
  for (const { watched } of metricAlarms(FACTS)) {
    if (watched.kind !== "math") continue;
    const variables = watched.expression.match(/\b[a-z]\w*\b/g) ?? [];
    expect([...new Set(variables)].sort()).toEqual(Object.keys(watched.metrics).sort());
  }
});

test("AWS takes every number: periods of whole minutes, and windows of a day, or a week by the hour", () => {
  for (const { period, evaluationPeriods, datapointsToAlarm } of metricAlarms(FACTS)) {
    expect(period % 60).toBe(0);
    expect(datapointsToAlarm).toBeLessThanOrEqual(evaluationPeriods);
    expect(period * evaluationPeriods).toBeLessThanOrEqual(period < 3600 ? 86_400 : 604_800);
  }
});

test("what pages is what users feel", () => {
  expect(all.filter(({ reach }) => reach === "page").map(({ name }) => name)).toEqual([
    "no-healthy-hosts",
    "load-balancer-5xx",
    "target-5xx",
    "latency-p95",
  ]);
});

describe("follows from the settings:", () => {
  test("the group's maximum", () => {
    expect(named("group-at-maximum")?.threshold).toBe(FACTS.group.max);
  });

  test("a group of a fixed size has no alarm for its maximum", () => {
    expect(namesOf({ ...FACTS, group: { name: "x", min: 2, max: 2 } })).not.toContain(
      "group-at-maximum",
    );
  });

  test("the zones of the fleet", () => {
    expect(namesOf({ ...FACTS, zones: ["a", "f"] })).toEqual(
      expect.arrayContaining(["unhealthy-hosts-a", "unhealthy-hosts-f"]),
    );
  });

  test("the gateways, and none without NAT", () => {
    const gateways = (facts: StageFacts) => namesOf(facts).filter((name) => /^nat-/.test(name));
    expect(gateways(FACTS)).toHaveLength(4);
    expect(gateways({ ...FACTS, nat: {} })).toEqual([]);
  });

  test("the certificate, and none over plain HTTP", () => {
    expect(namesOf({ ...FACTS, certificate: undefined })).not.toContain("certificate-expiry");
  });

  test("readers, and nothing of them where the writer is alone", () => {
    const alone = namesOf(withClasses("db.r6g.large"));
    expect(alone.filter((name) => name.includes("reader"))).toEqual([]);
    expect(alone).toContain("database-writer-cpu");
  });

  test("credits, which only t classes have", () => {
    expect(namesOf(withClasses("db.r6g.large"))).not.toContain("database-writer-credits");
    expect(namesOf(FACTS)).toContain("database-writer-credits");
  });

  test.each([
    ["aurora-mysql", "db.t4g.medium", 81],
    ["aurora-mysql", "db.t4g.large", 121],
    ["aurora-mysql", "db.r6g.large", 900],
    ["aurora-mysql", "db.r6g.4xlarge", 3600],
    ["aurora-mysql", "db.r6g.12xlarge", 5400],
    ["aurora-mysql", "db.x2g.large", 1800],
    ["aurora-postgresql", "db.t4g.medium", 360],
    ["aurora-postgresql", "db.r6g.2xlarge", 4500],
  ] as const)("nine tenths of what %s on %s takes: %d connections", (engine, each, threshold) => {
    const facts = { ...FACTS, database: { ...FACTS.database, engine, classes: [each] } };
    expect(named("database-writer-connections", facts)?.threshold).toBe(threshold);
  });

  test("the memory of the smallest class, since any instance may be the writer", () => {
    const facts = withClasses("db.r6g.2xlarge", "db.r6g.large");
    expect(named("database-writer-memory", facts)?.threshold).toBe(858_993_459);
  });
});
