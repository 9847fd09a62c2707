/*
 * What an alarm is. An alarm is a value: constructs write it for AWS, a dashboard draws it, and tests feed
 * it with healthy and sick series. Nothing here knows how it is deployed.
 */

/** A series of CloudWatch. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** `Average`, `Maximum`, `Minimum`, `Sum`, or a percentile, `p95`. */
  readonly statistic: string;
}

/** One metric; or metric math, whose variables are metrics. */
export type Watched =
  | { readonly kind: "metric"; readonly metric: Metric }
  | {
      readonly kind: "math";
      /** `100 * errors / requests`: one number a period. */
      readonly expression: string;
      readonly metrics: Readonly<Record<string, Metric>>;
    };

/** When a data point is breaching: if its value stands so to the threshold. As AWS writes them. */
export type Comparison =
  | "GreaterThanThreshold"
  | "GreaterThanOrEqualToThreshold"
  | "LessThanThreshold"
  | "LessThanOrEqualToThreshold";

/** What a period without data counts as. `missing` leads to INSUFFICIENT_DATA, `ignore` to no change. */
export type MissingData = "breaching" | "notBreaching" | "ignore" | "missing";

/** What every alarm says to people. */
interface Words {
  /** After the stage's: `no-healthy-hosts` is `prod-no-healthy-hosts` in AWS. */
  readonly name: string;
  /** What is wrong once it goes off, in one sentence. */
  readonly says: string;
  /** What to do first, in one sentence. */
  readonly firstStep: string;
  /** Page and heading from the project's root: `docs/runbooks/web.md#no-healthy-hosts`. */
  readonly runbook: string;
  /** page: users are affected, so somebody is woken. mail: it can wait until the morning. */
  readonly reach: "page" | "mail";
}

/** An alarm of CloudWatch. It goes off if `datapointsToAlarm` of the last `evaluationPeriods` are breaching. */
export interface MetricAlarm extends Words {
  readonly kind: "metric";
  readonly watched: Watched;
  readonly comparison: Comparison;
  /** In the metric's unit. */
  readonly threshold: number;
  /** Why this threshold, and from which setting it follows. */
  readonly because: string;
  /** In seconds. */
  readonly period: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly missingData: MissingData;
  /** What it means that there is no data. */
  readonly silence: string;
}

/** Something that AWS reports once. It has no state: nobody hears when it is over. */
export interface EventAlarm extends Words {
  readonly kind: "event";
  readonly event: Event;
}

export type Event =
  /** A rule of EventBridge, by its pattern. */
  | { readonly source: "eventbridge"; readonly pattern: Readonly<Record<string, unknown>> }
  /** RDS's own event subscription, which every stage has. */
  | { readonly source: "rds"; readonly of: "cluster" | "instance"; readonly category: string }
  /** A budget, once the stage's costs of a month are above it, or will be by AWS's forecast. */
  | { readonly source: "budget"; readonly dollars: number };

export type Alarm = MetricAlarm | EventAlarm;

/** The metrics that an alarm watches. */
export function metricsOf({ watched }: MetricAlarm): readonly Metric[] {
  return watched.kind === "metric" ? [watched.metric] : Object.values(watched.metrics);
}
