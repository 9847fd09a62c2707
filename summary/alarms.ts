import { type Cost, cost } from "../prices/costs";
import { ALARM_METRIC, COMPOSITE_ALARM, DASHBOARD } from "../prices/prices";
import { block, type Resource, type TerraformJson, text } from "../terraform/document";

export interface Alarms {
  readonly tier: "alarms";
  /** Alarms on metrics. */
  readonly alarms: number;
  /** Rules for events of AWS's. */
  readonly events: number;
  /** How many of the alarms say, each by itself, that users are affected: that pages. */
  readonly pages: number;
  /** Who is subscribed by mail. */
  readonly mail: readonly string[];
  /** Dollars a month above which the topic hears; null without a budget. */
  readonly budget: string | null;
  readonly costs: readonly Cost[];
}

/** The alarms of a stack; none if it has none. */
export function alarmsIn(stack: TerraformJson): Alarms[] {
  const alarms = stack.all("aws_cloudwatch_metric_alarm");
  if (alarms.length === 0) return [];
  const composite = stack.all("aws_cloudwatch_composite_alarm");
  const rules = composite.map(({ values }) => String(values.alarm_rule));
  const metrics = alarms.reduce((sum, alarm) => sum + metricsOf(alarm), 0);
  return [
    {
      tier: "alarms",
      alarms: alarms.length,
      events: stack.all("aws_cloudwatch_event_rule").length,
      pages: rules.join().match(/\bALARM\(/g)?.length ?? 0,
      mail: stack.all("aws_sns_topic_subscription").flatMap(({ values }) => {
        return values.protocol === "email" ? (text(values.endpoint) ?? []) : [];
      }),
      budget: text(stack.all("aws_budgets_budget")[0]?.values.limit_amount) ?? null,
      costs: [
        ...cost("metric with alarm", metrics, ALARM_METRIC),
        ...cost("composite alarm", composite.length, COMPOSITE_ALARM),
        ...cost("dashboard", stack.all("aws_cloudwatch_dashboard").length, DASHBOARD),
      ],
    },
  ];
}

/** Metric math is paid by the metrics in it. */
function metricsOf({ values }: Resource): number {
  const queries = [values.metric_query ?? []].flat().map(block);
  return Math.max(1, queries.filter(({ metric }) => metric !== undefined).length);
}
