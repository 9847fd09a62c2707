import type { MetricAlarm } from "../../alarms/alarm";
import { dashboardOf } from "../../alarms/dashboard";
import { METRICS } from "../../alarms/metrics";
import type { StageFacts } from "../../alarms/stage";
import { alarmsOf } from "../../alarms/table";
import { FACTS } from "./facts";

const ARNS = ["arn:aws:cloudwatch:us-east-1:123456789012:alarm:prod-users-affected"];
const body = dashboardOf(FACTS, ARNS);
const alarms = alarmsOf(FACTS);
const metricAlarms = alarms.filter((each): each is MetricAlarm => each.kind === "metric");

/** A metric as a graph has it: `[namespace, name, dimension, value, …, {…}]`, or `[{ expression, … }]`. */
type Drawn = readonly (string | Record<string, unknown>)[];
const graphs = body.widgets.filter(({ type }) => type === "metric");
const drawnIn = ({ properties }: (typeof graphs)[number]) => properties.metrics as Drawn[];
const how = (drawn: Drawn) => drawn.at(-1) as Record<string, unknown>;
const drawn = graphs.flatMap(drawnIn);
const words = body.widgets
  .filter(({ type }) => type === "text")
  .map(({ properties }) => properties.markdown as string);

test("the sections are in the order of a diagnosis", () => {
  expect(words.map((markdown) => markdown.split("\n")[0])).toEqual([
    "## Users",
    "## Load balancer",
    "## Fleet",
    "## Database",
    "## Network",
    "## Costs",
  ]);
});

test("every alarm is drawn once, with its threshold", () => {
  const labels = graphs.flatMap((graph) => {
    const { annotations } = graph.properties as {
      annotations?: { horizontal: { value: number }[] };
    };
    const names = drawnIn(graph).map((each) => how(each).label);
    return annotations
      ? names.filter(Boolean).map((name) => [name, annotations.horizontal[0]?.value])
      : [];
  });
  const right = metricAlarms.map(({ name, threshold }) => [name, threshold]);
  expect(labels.sort()).toEqual(right.sort());
});

test("every alarm, of events too, has its first step and its runbook in words", () => {
  for (const { name, firstStep, runbook } of alarms) {
    const line = words
      .join("\n")
      .split("\n")
      .filter((each) => each.startsWith(`- **${name}**`));
    expect(line).toEqual([expect.stringContaining(`${firstStep} (${runbook})`)]);
  }
});

test("every metric stands on AWS's page, with these dimensions", () => {
  for (const [namespace, name, ...rest] of drawn.filter((each) => each.length > 1)) {
    const dimensions = rest.slice(0, -1).filter((_, at) => at % 2 === 0);
    expect(METRICS[namespace as string]?.metrics[name as string]).toContainEqual(dimensions.sort());
  }
});

test("healthy instances are drawn for each zone of the stage", () => {
  const graph = graphs.find(({ properties }) => properties.title === "Healthy instances by zone");
  const lines = graph === undefined ? [] : drawnIn(graph);
  expect(lines.map((line) => line[line.indexOf("AvailabilityZone") + 1])).toEqual([
    "us-east-1a",
    "us-east-1b",
  ]);
});

test("the top shows the state of the alarms", () => {
  expect(body.widgets[0]).toMatchObject({ type: "alarm", y: 0, properties: { alarms: ARNS } });
});

/** AWS's page "Dashboard Body Structure and Syntax", read on 2026-11-29. */
describe("AWS's page asks for:", () => {
  test("no more than 500 widgets, and 500 metrics in one", () => {
    expect(body.widgets.length).toBeLessThanOrEqual(500);
    for (const graph of graphs) expect(drawnIn(graph).length).toBeLessThanOrEqual(500);
  });

  test("a place on a grid 24 wide; none covers another", () => {
    const taken = body.widgets.flatMap(({ x, y, width, height }) =>
      Array.from({ length: width * height }, (_, at) => [
        x + (at % width),
        y + Math.floor(at / width),
      ]),
    );
    expect(taken.every(([x = 24]) => x < 24)).toBe(true);
    expect(new Set(taken.map(String)).size).toBe(taken.length);
  });

  test("a region in each graph, and a statistic or an expression in each line", () => {
    for (const graph of graphs)
      expect(graph.properties).toMatchObject({ region: "us-east-1", view: "timeSeries" });
    for (const each of drawn)
      expect(how(each).stat ?? how(each).expression).toEqual(expect.any(String));
  });

  test("ids that begin with a small letter, each once in its graph, and expressions that name no other", () => {
    for (const graph of graphs) {
      const ids = drawnIn(graph).flatMap((each) =>
        how(each).id === undefined ? [] : [how(each).id as string],
      );
      expect(ids.filter((id) => !/^[a-z]\w*$/.test(id))).toEqual([]);
      expect(ids).toEqual([...new Set(ids)]);
      const expressions = drawnIn(graph).map((each) => String(how(each).expression ?? ""));
      for (const named of expressions.join(" ").match(/\b[a-z]\w*/g) ?? [])
        expect(ids).toContain(named);
    }
  });
});

test("a stage without NAT, certificate, readers and room to grow has a dashboard too", () => {
  const { certificate: _, ...rest } = FACTS;
  const small: StageFacts = {
    ...rest,
    nat: {},
    group: { name: "lab-web", min: 1, max: 1 },
    database: { ...FACTS.database, classes: ["db.t4g.medium"] },
  };
  const { widgets } = dashboardOf(small, ARNS);
  expect(widgets.length).toBeLessThan(body.widgets.length);
  expect(JSON.stringify(widgets)).not.toMatch(/READER|NATGateway|CertificateManager/);
});
