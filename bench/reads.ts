/**
 * What the AWS provider asks of AWS to find that a resource of a type has not changed, by why it asks.
 * Seen on 5.100.0, by `TF_LOG=JSON terraform plan` after an apply of lab; a test holds lab's plan to it.
 */
export interface Reads {
  /** The thing itself. A description that holds its tags and settings needs no other call. */
  readonly itself: readonly string[];
  /** Its tags, where AWS gives them by a call of their own. */
  readonly tags?: readonly string[];
  /** Its settings, where AWS gives them by calls of their own. */
  readonly parts?: readonly string[];
  /** Other things, most of which Terraform reads as resources too. */
  readonly others?: readonly string[];
}

/** Columns of the table, and what each means. */
export const WHY = {
  itself: "the thing itself",
  tags: "tags, by a call of their own",
  parts: "settings, by calls of their own",
  others: "other things, most of which are read as resources too",
} as const satisfies Record<keyof Reads, string>;

/** What the provider asks as it starts: whose account it is. On AWS it asks `sts GetCallerIdentity`. */
export const AT_START: readonly string[] = ["iam GetUser"];

const of = (service: string, ...actions: string[]) => actions.map((each) => `${service} ${each}`);
const ec2 = (...actions: string[]) => of("ec2", ...actions);
const elb = (...actions: string[]) => of("elasticloadbalancing", ...actions);
const iam = (...actions: string[]) => of("iam", ...actions);
const rds = (...actions: string[]) => of("rds", ...actions);
const bucket = (...parts: string[]) => parts.map((part) => `s3 GET bucket?${part}`);
const RDS_TAGS = rds("ListTagsForResource");

export const READS: Readonly<Record<string, Reads>> = {
  "data.aws_availability_zones": { itself: ec2("DescribeAvailabilityZones") },
  "data.aws_db_instances": { itself: rds("DescribeDBInstances") },
  "data.aws_ec2_instance_type_offerings": { itself: ec2("DescribeInstanceTypeOfferings") },
  "data.aws_rds_orderable_db_instance": { itself: rds("DescribeOrderableDBInstanceOptions") },
  aws_autoscaling_group: { itself: of("autoscaling", "DescribeAutoScalingGroups") },
  aws_autoscaling_notification: {
    itself: of("autoscaling", "DescribeNotificationConfigurations"),
  },
  aws_autoscaling_policy: { itself: of("autoscaling", "DescribePolicies") },
  aws_cloudwatch_log_group: {
    itself: of("logs", "DescribeLogGroups"),
    tags: of("logs", "ListTagsForResource"),
  },
  aws_db_event_subscription: { itself: rds("DescribeEventSubscriptions"), tags: RDS_TAGS },
  aws_db_subnet_group: { itself: rds("DescribeDBSubnetGroups"), tags: RDS_TAGS },
  aws_default_security_group: { itself: ec2("DescribeSecurityGroups") },
  aws_eip: { itself: ec2("DescribeAddresses"), parts: ec2("DescribeAddressesAttribute") },
  aws_iam_instance_profile: { itself: iam("GetInstanceProfile"), others: iam("GetRole") },
  aws_iam_role: {
    itself: iam("GetRole"),
    others: iam("ListRolePolicies", "ListAttachedRolePolicies"),
  },
  // Once for itself, and once for its role.
  aws_iam_role_policy: { itself: iam("GetRolePolicy"), others: iam("GetRolePolicy") },
  aws_iam_role_policy_attachment: { itself: iam("ListAttachedRolePolicies") },
  aws_internet_gateway: { itself: ec2("DescribeInternetGateways") },
  aws_launch_template: {
    itself: ec2("DescribeLaunchTemplates"),
    parts: ec2("DescribeLaunchTemplateVersions"),
  },
  aws_lb: {
    itself: elb("DescribeLoadBalancers"),
    tags: elb("DescribeTags"),
    parts: elb("DescribeLoadBalancerAttributes", "DescribeCapacityReservation"),
  },
  aws_lb_listener: {
    itself: elb("DescribeListeners"),
    tags: elb("DescribeTags"),
    parts: elb("DescribeListenerAttributes"),
  },
  aws_lb_target_group: {
    itself: elb("DescribeTargetGroups"),
    tags: elb("DescribeTags"),
    parts: elb("DescribeTargetGroupAttributes"),
  },
  aws_nat_gateway: { itself: ec2("DescribeNatGateways") },
  aws_rds_cluster: { itself: rds("DescribeDBClusters"), others: rds("DescribeGlobalClusters") },
  aws_rds_cluster_instance: {
    itself: rds("DescribeDBInstances"),
    others: rds("DescribeDBClusters"),
  },
  aws_rds_cluster_parameter_group: {
    itself: rds("DescribeDBClusterParameterGroups"),
    tags: RDS_TAGS,
    parts: rds("DescribeDBClusterParameters", "DescribeDBClusterParameters"),
  },
  aws_route: { itself: ec2("DescribeRouteTables") },
  aws_route_table: { itself: ec2("DescribeRouteTables") },
  aws_route_table_association: { itself: ec2("DescribeRouteTables") },
  aws_s3_bucket: {
    itself: ["s3 HEAD bucket", "s3 HEAD bucket"],
    tags: bucket("tagging"),
    parts: bucket(
      ...["accelerate", "acl", "cors", "logging", "object-lock", "replication"],
      ...["requestPayment", "versioning", "website"],
    ),
    others: bucket("encryption", "lifecycle", "policy"),
  },
  aws_s3_bucket_lifecycle_configuration: { itself: bucket("lifecycle", "lifecycle") },
  aws_s3_bucket_policy: { itself: bucket("policy") },
  aws_s3_bucket_public_access_block: { itself: bucket("publicAccessBlock") },
  aws_s3_bucket_server_side_encryption_configuration: { itself: bucket("encryption") },
  aws_s3_object: { itself: ["s3 HEAD object"], tags: ["s3 GET object?tagging"] },
  aws_security_group: { itself: ec2("DescribeSecurityGroups") },
  aws_sns_topic: {
    itself: of("sns", "GetTopicAttributes"),
    tags: of("sns", "ListTagsForResource"),
  },
  aws_sns_topic_policy: { itself: of("sns", "GetTopicAttributes") },
  aws_ssm_parameter: {
    itself: of("ssm", "GetParameter"),
    tags: of("ssm", "ListTagsForResource"),
    parts: of("ssm", "DescribeParameters"),
  },
  aws_subnet: { itself: ec2("DescribeSubnets") },
  aws_vpc: {
    itself: ec2("DescribeVpcs"),
    parts: ec2("DescribeVpcAttribute", "DescribeVpcAttribute", "DescribeVpcAttribute"),
    others: ec2("DescribeNetworkAcls", "DescribeRouteTables", "DescribeSecurityGroups"),
  },
  aws_vpc_endpoint: { itself: ec2("DescribeVpcEndpoints"), others: ec2("DescribePrefixLists") },
  aws_vpc_security_group_egress_rule: { itself: ec2("DescribeSecurityGroupRules") },
  aws_vpc_security_group_ingress_rule: { itself: ec2("DescribeSecurityGroupRules") },
};
