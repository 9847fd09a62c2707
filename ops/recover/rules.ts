/**
 * How an object of AWS's is found again that Terraform made and lost sight of, and by which id
 * `import` takes it, by type of resource.
 */

/** Carries our Name and Stage tags; EC2 ids say by their beginning what they are of. */
export const EC2_IDS: Readonly<Record<string, string>> = {
  aws_vpc: "vpc-",
  aws_subnet: "subnet-",
  aws_internet_gateway: "igw-",
  aws_nat_gateway: "nat-",
  aws_eip: "eipalloc-",
  aws_route_table: "rtb-",
  aws_security_group: "sg-",
  aws_vpc_security_group_ingress_rule: "sgr-",
  aws_vpc_security_group_egress_rule: "sgr-",
  aws_vpc_endpoint: "vpce-",
  aws_flow_log: "fl-",
  aws_launch_template: "lt-",
};

/** Finds an id in an ARN: what the first group catches, or a text with what the groups catch. */
export type ArnRule = RegExp | readonly [arn: RegExp, id: string];

/** Carries our tags too, and the id follows from the ARN. */
export const ARNS: Readonly<Record<string, ArnRule>> = {
  aws_lb: /^(arn:[^:]+:elasticloadbalancing:.*:loadbalancer\/.+)$/,
  aws_lb_target_group: /^(arn:[^:]+:elasticloadbalancing:.*:targetgroup\/.+)$/,
  aws_lb_listener: /^(arn:[^:]+:elasticloadbalancing:.*:listener\/.+)$/,
  aws_rds_cluster: /^arn:[^:]+:rds:[^:]*:\d+:cluster:(.+)$/,
  aws_rds_cluster_instance: /^arn:[^:]+:rds:[^:]*:\d+:db:(.+)$/,
  aws_db_subnet_group: /^arn:[^:]+:rds:[^:]*:\d+:subgrp:(.+)$/,
  aws_rds_cluster_parameter_group: /^arn:[^:]+:rds:[^:]*:\d+:cluster-pg:(.+)$/,
  aws_kms_key: /^arn:[^:]+:kms:[^:]*:\d+:key\/(.+)$/,
  aws_sns_topic: /^(arn:[^:]+:sns:.+)$/,
  aws_db_event_subscription: /^arn:[^:]+:rds:[^:]*:\d+:es:(.+)$/,
  aws_ssm_parameter: /^arn:[^:]+:ssm:[^:]*:\d+:parameter(\/.+)$/,
  aws_cloudwatch_log_group: /^arn:[^:]+:logs:[^:]*:\d+:log-group:([^:]+)/,
  aws_budgets_budget: [/^arn:[^:]+:budgets::(\d+):budget\/(.+)$/, "$1:$2"],
  aws_cloudwatch_metric_alarm: /^arn:[^:]+:cloudwatch:[^:]*:\d+:alarm:(.+)$/,
  aws_cloudwatch_composite_alarm: /^arn:[^:]+:cloudwatch:[^:]*:\d+:alarm:(.+)$/,
  aws_cloudwatch_event_rule: /^arn:[^:]+:events:[^:]*:\d+:rule\/(.+)$/,
  aws_acm_certificate: /^(arn:[^:]+:acm:.+)$/,
  aws_iam_openid_connect_provider: /^(arn:[^:]+:iam::\d+:oidc-provider\/.+)$/,
  aws_iam_policy: /^(arn:[^:]+:iam::\d+:policy\/.+)$/,
  aws_accessanalyzer_analyzer: /^arn:[^:]+:access-analyzer:[^:]*:\d+:analyzer\/(.+)$/,
  aws_imagebuilder_component: /^(arn:[^:]+:imagebuilder:.*:component\/.+)$/,
  aws_imagebuilder_distribution_configuration:
    /^(arn:[^:]+:imagebuilder:.*:distribution-configuration\/.+)$/,
  aws_imagebuilder_image: /^(arn:[^:]+:imagebuilder:.*:image\/.+)$/,
  aws_imagebuilder_image_recipe: /^(arn:[^:]+:imagebuilder:.*:image-recipe\/.+)$/,
  aws_imagebuilder_infrastructure_configuration:
    /^(arn:[^:]+:imagebuilder:.*:infrastructure-configuration\/.+)$/,
  aws_backup_vault: /^arn:[^:]+:backup:[^:]*:\d+:backup-vault:(.+)$/,
  aws_backup_plan: /^arn:[^:]+:backup:[^:]*:\d+:backup-plan:(.+)$/,
  aws_wafv2_web_acl: [/^arn:[^:]+:wafv2:.*:regional\/webacl\/([^/]+)\/([^/]+)$/, "$2/$1/REGIONAL"],
  aws_s3_bucket: /^arn:[^:]+:s3:::([^/]+)$/,
};

/**
 * Asked for by its name where no tag leads to it. AWS doesn't list roles, profiles and groups by
 * their tags. RDS, Image Builder and the agent make their log group when they find none, without our
 * tags: after a destroy, a last line makes it again, and the next deploy would meet it.
 */
export const NAMED: readonly string[] = [
  "aws_iam_role",
  "aws_iam_instance_profile",
  "aws_autoscaling_group",
  "aws_cloudwatch_log_group",
];

/** Part of something else, and found by that: the attributes that its id is put together from. */
export const PARTS: Readonly<Record<string, (at: (attribute: string) => string) => string>> = {
  aws_route: (at) => `${at("route_table_id")}_${at("destination_cidr_block")}`,
  aws_route_table_association: (at) => `${at("subnet_id")}/${at("route_table_id")}`,
  aws_route53_record: (at) => `${at("zone_id")}_${at("name")}_${at("type")}`,
};

/** Made by a call that puts it in place: once more is no harm, so there is nothing to find. */
export const PUT = new Set([
  "aws_acm_certificate_validation",
  "aws_autoscaling_notification",
  "aws_autoscaling_policy",
  "aws_backup_selection", // a second one selects the same clusters
  "aws_backup_vault_lock_configuration",
  "aws_cloudwatch_dashboard",
  "aws_cloudwatch_event_target",
  "aws_cloudwatch_query_definition", // a second one of the same name, which harms nobody
  "aws_default_security_group",
  "aws_iam_role_policy",
  "aws_iam_role_policy_attachment",
  "aws_s3_bucket_lifecycle_configuration",
  "aws_s3_bucket_policy",
  "aws_s3_bucket_public_access_block",
  "aws_s3_bucket_server_side_encryption_configuration",
  "aws_s3_bucket_versioning",
  "aws_s3_object",
  "aws_sns_topic_policy",
  "aws_sns_topic_subscription",
  "aws_wafv2_web_acl_association",
]);

/** The id for `import` that an ARN tells; undefined if the ARN is of another type. */
export function idInArn(rule: ArnRule, arn: string): string | undefined {
  const [pattern, id] = rule instanceof RegExp ? [rule, "$1"] : rule;
  const caught = pattern.exec(arn);
  return caught ? id.replaceAll(/\$(\d)/g, (_, n) => caught[Number(n)] ?? "") : undefined;
}
