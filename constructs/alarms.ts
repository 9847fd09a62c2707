import { CloudwatchCompositeAlarm } from "@cdktf/provider-aws/lib/cloudwatch-composite-alarm";
import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
} from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Construct } from "constructs";
import type { Alarm, EventAlarm, Metric, MetricAlarm } from "../alarms/alarm";
import { subscriptionId } from "../names/mail";
import { alarmName, parametersOf, USERS_AFFECTED } from "../names/stage";
import { Budget } from "./budget";
import { stackOf } from "./readable-stack";

export interface AlarmsProps {
  readonly alarms: readonly Alarm[];
  /** ARN of the topic that every alarm publishes to. */
  readonly newsTopic: string;
  /** Who is subscribed to that topic, by mail. */
  readonly mail: readonly string[];
  /** ARN of a topic that hears of what pages. Without it the topic above does. */
  readonly topic?: string | undefined;
}

/** The alarms of a stage: each publishes by itself, and one more says that users are affected. */
export class Alarms extends Construct {
  private readonly stage: string;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.stage = stackOf(this);
    const { newsTopic, mail, topic = newsTopic } = props;

    const pages: string[] = [];
    for (const alarm of props.alarms) {
      if (alarm.kind === "event") this.addEvent(alarm, newsTopic);
      else {
        const { alarmName } = this.addAlarm(alarm, newsTopic);
        if (alarm.reach === "page") pages.push(alarmName);
      }
    }
    if (pages.length > 0) this.addPage(pages, topic);
    for (const address of mail) this.subscribe(address, newsTopic);
  }

  private addAlarm(alarm: MetricAlarm, topic: string): CloudwatchMetricAlarm {
    return new CloudwatchMetricAlarm(this, alarm.name, {
      alarmName: alarmName(this.stage, alarm.name),
      alarmDescription: descriptionOf(alarm),
      ...watched(alarm),
      comparisonOperator: alarm.comparison,
      threshold: alarm.threshold,
      evaluationPeriods: alarm.evaluationPeriods,
      datapointsToAlarm: alarm.datapointsToAlarm,
      treatMissingData: alarm.missingData,
      alarmActions: [topic],
      okActions: [topic],
    });
  }

  /** What RDS reports, its own subscription publishes: constructs/news.ts. */
  private addEvent(alarm: EventAlarm, topic: string): void {
    const { event } = alarm;
    if (event.source === "budget") new Budget(this, alarm.name, { dollars: event.dollars, topic });
    if (event.source === "eventbridge") this.addRule(alarm, event.pattern, topic);
  }

  private addRule(alarm: EventAlarm, pattern: object, topic: string): void {
    const place = new Construct(this, alarm.name);
    const rule = new CloudwatchEventRule(place, "cloudwatch-event-rule", {
      name: alarmName(this.stage, alarm.name),
      description: alarm.says,
      eventPattern: JSON.stringify(pattern),
    });
    new CloudwatchEventTarget(place, "cloudwatch-event-target", {
      rule: rule.name,
      arn: topic,
      targetId: "news",
    });
  }

  /**
   * AWS deletes no alarm that the rule of another one names, and Terraform deletes before it changes
   * the rule. So the alarm that pages is replaced with each change of what it names.
   */
  private addPage(names: readonly string[], topic: string): void {
    const place = new Construct(this, USERS_AFFECTED);
    const named = new SsmParameter(place, "names", {
      name: parametersOf(this.stage).pages,
      type: "String",
      value: names.join(","),
    });
    new CloudwatchCompositeAlarm(place, "cloudwatch-composite-alarm", {
      alarmName: alarmName(this.stage, USERS_AFFECTED),
      alarmDescription:
        "Users are affected: the alarms that it names say how, and what to do first.",
      alarmRule: names.map((name) => `ALARM("${name}")`).join(" OR "),
      alarmActions: [topic],
      okActions: [topic],
      lifecycle: { replaceTriggeredBy: [`aws_ssm_parameter.${named.friendlyUniqueId}.value`] },
    });
  }

  private subscribe(address: string, topic: string): void {
    new SnsTopicSubscription(this, subscriptionId(address), {
      topicArn: topic,
      protocol: "email",
      endpoint: address,
    });
  }
}

// --- internal ---

/** What a mail says. AWS takes 1,024 characters. */
function descriptionOf({ says, because, firstStep, runbook }: MetricAlarm): string {
  return `${says} First: ${firstStep} Threshold: ${because} Runbook: ${runbook}`;
}

type Watching = Pick<
  CloudwatchMetricAlarmConfig,
  | "namespace"
  | "metricName"
  | "dimensions"
  | "statistic"
  | "extendedStatistic"
  | "period"
  | "metricQuery"
>;

function watched({ watched, period }: MetricAlarm): Watching {
  if (watched.kind === "metric") {
    const { namespace, name, dimensions, statistic } = watched.metric;
    const percentile = /^p\d/.test(statistic);
    return {
      namespace,
      metricName: name,
      dimensions: { ...dimensions },
      ...(percentile ? { extendedStatistic: statistic } : { statistic }),
      period,
    };
  }
  const { expression, metrics } = watched;
  return {
    metricQuery: [
      { id: "watched", expression, returnData: true },
      ...Object.entries(metrics).map(([id, metric]) => query(id, metric, period)),
    ],
  };
}

function query(id: string, { namespace, name, dimensions, statistic }: Metric, period: number) {
  return {
    id,
    metric: { namespace, metricName: name, dimensions: { ...dimensions }, stat: statistic, period },
  };
}
