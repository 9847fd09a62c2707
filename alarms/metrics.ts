/*
 * The metrics of AWS that alarms and the dashboard use, and the page of AWS that describes them. AWS takes
 * a name that is misspelt, and an alarm on a metric that nobody sends never goes off.
 */

interface Source {
  /** Where AWS lists these metrics and their dimensions. */
  readonly page: string;
  /** By name of a metric: each set of dimensions that it is sent with, in order of the alphabet. */
  readonly metrics: Readonly<Record<string, readonly (readonly string[])[]>>;
}

const PAIR = ["LoadBalancer", "TargetGroup"];
const BY_ZONE = ["AvailabilityZone", ...PAIR];
const OF_LOAD_BALANCER = [["LoadBalancer"], ["AvailabilityZone", "LoadBalancer"]];
const OF_TARGETS = [...OF_LOAD_BALANCER, PAIR, BY_ZONE];
const OF_GROUP = [["AutoScalingGroupName"]];
const OF_GATEWAY = [["NatGatewayId"]];
/** Of one instance, or of all that have a role. */
const OF_DATABASE = [["DBInstanceIdentifier"], ["DBClusterIdentifier", "Role"]];

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
  "AWS/AutoScaling": {
    page: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-metrics.html",
    metrics: {
      GroupDesiredCapacity: OF_GROUP,
      GroupInServiceInstances: OF_GROUP,
      GroupPendingInstances: OF_GROUP,
      GroupTotalInstances: OF_GROUP,
    },
  },
  "AWS/EC2": {
    page: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/viewing_metrics_with_cloudwatch.html",
    metrics: { CPUUtilization: OF_GROUP },
  },
  "AWS/RDS": {
    page: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html",
    metrics: {
      AuroraReplicaLag: OF_DATABASE,
      CPUSurplusCreditBalance: OF_DATABASE,
      CPUUtilization: OF_DATABASE,
      DatabaseConnections: OF_DATABASE,
      Deadlocks: OF_DATABASE,
      FreeLocalStorage: OF_DATABASE,
      FreeableMemory: OF_DATABASE,
    },
  },
  "AWS/NATGateway": {
    page: "https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html",
    metrics: {
      ErrorPortAllocation: OF_GATEWAY,
      PacketsDropCount: OF_GATEWAY,
      PacketsInFromDestination: OF_GATEWAY,
      PacketsInFromSource: OF_GATEWAY,
    },
  },
  "AWS/CertificateManager": {
    page: "https://docs.aws.amazon.com/acm/latest/userguide/cloudwatch-metrics.html",
    metrics: { DaysToExpiry: [["CertificateArn"]] },
  },
};
