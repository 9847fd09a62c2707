/**
 * How long AWS usually takes over what a call begins, as others have written it down: nothing here is
 * measured by this project.
 */
export interface Usual {
  /** As call logs name it: `ec2 CreateNatGateway`. */
  readonly call: string;
  /** Counts only where a plan's line has this attribute in its brackets. */
  readonly changing?: string;
  /** In minutes, `1 to 2`; undefined where no source says it. */
  readonly minutes: string | undefined;
  /** What takes this long. */
  readonly until: string;
  /** Where it is written; empty without a source. */
  readonly source: string;
}

/** Every call of ours that is known to take longer than its answer. */
export const USUAL: readonly Usual[] = [
  {
    call: "rds CreateDBInstance",
    minutes: "10 to 20",
    until: "the instance is available",
    source:
      "https://github.com/aws/agent-toolkit-for-aws/blob/main/skills/specialized-skills/database-skills/creating-amazon-aurora-db-cluster-with-instances/SKILL.md",
  },
  {
    call: "rds DeleteDBInstance",
    minutes: "12",
    until: "the instance is gone, in the log of one apply",
    source: "https://github.com/tungbq/aws-lab-with-terraform/issues/100",
  },
  {
    call: "rds DeleteDBCluster",
    minutes: "1",
    until: "the cluster is gone, in the same log",
    source: "https://github.com/tungbq/aws-lab-with-terraform/issues/100",
  },
  {
    call: "rds ModifyDBCluster",
    changing: "engine_version",
    minutes: "up to 1",
    until: "the engine has restarted, if AWS can keep the connections; longer if not",
    source:
      "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Updates.ZDP.html",
  },
  {
    call: "rds ModifyDBInstance",
    changing: "instance_class",
    minutes: undefined,
    until: "the instance has its new class",
    source: "",
  },
  {
    call: "elasticloadbalancing CreateLoadBalancer",
    minutes: "3",
    until: "the load balancer is active, in the log of one apply",
    source: "https://github.com/DataBiosphere/azul/pull/5780",
  },
  {
    call: "ec2 CreateNatGateway",
    minutes: "more than 1",
    until: "the gateway is available, in the log of one apply",
    source: "https://github.com/terraform-aws-modules/terraform-aws-vpc/issues/999",
  },
  {
    call: "ec2 DeleteNatGateway",
    minutes: undefined,
    until: "the gateway is gone",
    source: "",
  },
  {
    call: "ec2 CreateVpcEndpoint",
    minutes: undefined,
    until: "the endpoint is available",
    source: "",
  },
  {
    call: "acm RequestCertificate",
    minutes: "5, now and then 10",
    until: "the certificate is issued, once its proof is in DNS",
    source: "https://github.com/aws/aws-cdk/pull/2961",
  },
  {
    call: "route53 ChangeResourceRecordSets",
    minutes: "1",
    until: "all of Route 53's servers know the record",
    source:
      "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-editing.html",
  },
];
