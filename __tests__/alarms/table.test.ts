import type { MetricAlarm } from "../../alarms/alarm";
import { metricsOf } from "../../alarms/alarm";
import { METRICS } from "../../alarms/metrics";
import { alarmsOf } from "../../alarms/table";
import { FACTS } from "./facts";

const all = alarmsOf(FACTS);
const metricAlarms = all.filter((each): each is MetricAlarm => each.kind === "metric");

test("no two alarms have one name", () => {
  const names = all.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
});

test("every metric stands on AWS's page, with these dimensions", () => {
  for (const { namespace, name, dimensions } of metricAlarms.flatMap(metricsOf)) {
    expect(METRICS[namespace]?.metrics[name]).toContainEqual(Object.keys(dimensions).sort());
  }
});

test("metric math names each of its metrics, and no other", () => {
  for (const { watched } of metricAlarms) {
    if (watched.kind !== "math") continue;
    const named = watched.expression.match(/\b[a-z]\w*\b/g) ?? [];
    expect([...new Set(named)].sort()).toEqual(Object.keys(watched.metrics).sort());
  }
});
