import { type Alarm, type Metric, type MetricAlarm, metricsOf } from "./alarm";

/*
 * Widgets of a dashboard, as AWS's page "Dashboard Body Structure and Syntax" has them. Nobody here can look
 * at a dashboard: tests hold the JSON to that page.
 */

/** A widget without its place. Width and height in units of the grid, which is 24 wide. */
export interface Widget {
  readonly type: "text" | "metric" | "alarm";
  readonly width: number;
  readonly height: number;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** In columns and rows of the grid, from the top left. */
export interface Placed extends Widget {
  readonly x: number;
  readonly y: number;
}

/** A line of a graph that no alarm watches. */
export interface Line {
  readonly label: string;
  readonly metric: Metric;
}

const FULL = 24;
const THIRD = FULL / 3;

/** Each row below the one before; what doesn't fit into the width begins a line. Widgets of a row are equally high. */
export function placed(rows: readonly (readonly Widget[])[]): Placed[] {
  let y = 0;
  return rows.flatMap((row) => {
    const [{ width, height } = { width: FULL, height: 0 }] = row;
    const across = FULL / width;
    const widgets = row.map((widget, at) => ({
      x: (at % across) * width,
      y: y + Math.floor(at / across) * height,
      ...widget,
    }));
    y += Math.ceil(row.length / across) * height;
    return widgets;
  });
}

/** `lines` is how much space the text gets. */
export function text(markdown: string, lines: number): Widget {
  return { type: "text", width: FULL, height: 1 + lines, properties: { markdown } };
}

/** The state of each alarm, by its ARN. */
export function alarmStates(title: string, alarms: readonly string[]): Widget {
  return { type: "alarm", width: FULL, height: 4, properties: { title, alarms } };
}

/** What happens, without a judgement. */
export function graph(region: string, title: string, lines: readonly Line[], period = 60): Widget {
  const metrics = lines.map(({ label, metric }) => drawn(metric, { label, period }));
  return drawing(region, title, metrics);
}

/** What alarms watch, with the threshold as a line. Alarms of zones or roles that judge alike share a graph. */
export function alarmGraphs(region: string, alarms: readonly MetricAlarm[]): Widget[] {
  const graphs = new Map<string, MetricAlarm[]>();
  for (const alarm of alarms) {
    const shared = graphOf(alarm);
    graphs.set(shared, [...(graphs.get(shared) ?? []), alarm]);
  }
  return [...graphs.values()].map((sharing) => alarmGraph(region, sharing));
}

/** What to do first about each alarm, and where more is written. */
export function firstSteps(alarms: readonly Alarm[]): string {
  return alarms
    .map(({ name, says, firstStep, runbook }) => `- **${name}**: ${says} ${firstStep} (${runbook})`)
    .join("\n");
}

// --- internal ---

/** Metric math has a graph of its own, since its variables are names in the whole graph. */
function graphOf({ name, watched, threshold, comparison }: MetricAlarm): string {
  if (watched.kind === "math") return name;
  const { metric } = watched;
  return [metric.namespace, metric.name, metric.statistic, comparison, threshold].join(" ");
}

function alarmGraph(region: string, alarms: readonly MetricAlarm[]): Widget {
  const limits = alarms.slice(0, 1).map(({ threshold, comparison }) => ({
    label: "alarm",
    value: threshold,
    fill: comparison.startsWith("Greater") ? "above" : "below",
  }));
  const title = alarms.map(({ name }) => name).join(", ");
  return drawing(region, title, alarms.flatMap(watchedLines), { horizontal: limits });
}

function drawing(
  region: string,
  title: string,
  metrics: readonly unknown[],
  annotations?: object,
): Widget {
  const properties = {
    region,
    title,
    view: "timeSeries",
    metrics,
    ...(annotations && { annotations }),
  };
  return { type: "metric", width: THIRD, height: 6, properties };
}

function watchedLines(alarm: MetricAlarm): unknown[] {
  const { name: label, watched, period } = alarm;
  if (watched.kind === "metric") return [drawn(watched.metric, { label, period })];
  const variables = Object.keys(watched.metrics);
  return [
    [{ expression: watched.expression, label, id: "alarm", period }],
    ...metricsOf(alarm).map((metric, at) =>
      drawn(metric, { id: variables[at], visible: false, period }),
    ),
  ];
}

/** `[namespace, name, dimension, value, …, how it is drawn]` */
const drawn = ({ namespace, name, dimensions, statistic }: Metric, how: object): unknown[] => [
  namespace,
  name,
  ...Object.entries(dimensions).flat(),
  { ...how, stat: statistic },
];
