/*
 * The metrics of AWS that alarms and the dashboard use, and the page of AWS that describes them. What is
 * misspelt here AWS takes all the same: an alarm on a metric that nobody sends never goes off.
 */

interface Source {
  /** Where AWS lists these metrics and their dimensions. */
  readonly page: string;
  /** By name of a metric: each set of dimensions that it is sent with. */
  readonly metrics: Readonly<Record<string, readonly (readonly string[])[]>>;
}

const PAIR = ["LoadBalancer", "TargetGroup"];
const BY_ZONE = ["AvailabilityZone", "LoadBalancer", "TargetGroup"];
const OF_LOAD_BALANCER = [["LoadBalancer"], ["AvailabilityZone", "LoadBalancer"]];
const OF_TARGETS = [...OF_LOAD_BALANCER, PAIR, BY_ZONE];

/** By namespace. */
export const METRICS: Readonly<Record<string, Source>> = {
  "AWS/ApplicationELB": {
    page: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html",
    metrics: {
      HTTPCode_ELB_5XX_Count: OF_LOAD_BALANCER,
      HTTPCode_Target_5XX_Count: OF_TARGETS,
      HealthyHostCount: [PAIR, BY_ZONE],
      RequestCount: OF_TARGETS,
      TargetResponseTime: OF_TARGETS,
      UnHealthyHostCount: [PAIR, BY_ZONE],
    },
  },
};
