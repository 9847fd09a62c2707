import { createHash } from "node:crypto";
import { Aspects, TerraformResource, type TerraformStack } from "cdktf";

/*
 * Terraform destroys what left the settings, and only then updates what used it: a subnet goes while
 * the load balancer is still in it, and AWS refuses (hashicorp/terraform#37968). create_before_destroy
 * turns the order round, once an apply has recorded it in the state. It also makes a replacement before
 * what it replaces is gone, so it is not for what can't be there twice. It spreads to all that a
 * resource refers to. docs/decisions/0017 has the costs.
 */

/**
 * Types that are destroyed after their users have left them, and why; an address where only one
 * resource of its type is. Another entry changes the output `order`, and thereby each stage's next plan.
 */
export const LAST: Readonly<Record<string, string>> = {
  aws_subnet: "load balancer, fleet, database and endpoints leave it first",
  aws_route_table: "the S3 endpoint leaves it first",
  aws_route_table_association: "keeps the way out of a subnet while there is something in it",
  aws_route: "keeps the way out of a subnet while there is something in it",
  aws_nat_gateway: "routes lead to another one first",
  aws_eip: "a gateway that lasts refers to it",
  aws_internet_gateway: "gateways that last refer to it",
  aws_vpc: "all of these refer to it",
  aws_security_group: "AWS deletes none that is in use; named by a prefix",
  aws_lb_target_group: "listeners lead to another one first; named by a prefix",
  aws_acm_certificate: "the listener gets another one first",
  aws_acm_certificate_validation: "port 80 stops redirecting before it goes",
  "aws_route53_record.load_balancer_validation": "port 80 stops redirecting before it goes",
  aws_cloudwatch_log_group: "the fleet starts without the agent first",
  "aws_ssm_parameter.release_folder": "the fleet starts without it first",
  aws_s3_object: "a new release is there before anything names it; the old one goes last",
  aws_s3_bucket: "its object refers to it",
  aws_rds_cluster_parameter_group: "the cluster gets another one first; named by a prefix",
  aws_imagebuilder_image: "the image before goes last, and its AMI stays: it is the way back",
  aws_imagebuilder_image_recipe: "AWS deletes none that an image uses",
  aws_imagebuilder_component: "AWS deletes none that a recipe uses",
};

/** Types that something refers to and that are not destroyed last, and why. */
export const FIRST: Readonly<Record<string, string>> = {
  aws_lb: "its name is taken: there can't be a second one",
  aws_lb_listener: "the load balancer would be made before the old one goes, and its name is taken",
  aws_rds_cluster: "its name is taken",
  aws_kms_key: "it is there as long as the cluster, and forgotten when it leaves the settings",
  aws_db_subnet_group: "its name is taken, and it is there as long as the cluster",
  aws_cloudwatch_event_rule: "its name is taken, and its target leaves with it",
  aws_cloudwatch_metric_alarm:
    "its name is taken; a rollout names it when it starts, and an alarm that names it is replaced with it",
  aws_sns_topic: "its name is taken, and it is there as long as the stage",
  aws_ssm_parameter: "most refer to the cluster, whose name is taken",
  aws_autoscaling_group: "its name is taken",
  aws_launch_template: "its name is taken, and it is there as long as the fleet",
  aws_iam_role: "its name is taken, and all that refers to it leaves with it",
  aws_iam_role_policy: "a role has one of that name: the old one's end would be the new one's",
  aws_iam_role_policy_attachment: "a role has it once: the old one's end would be the new one's",
  aws_iam_instance_profile: "its name is taken, and it is there as long as the fleet",
  aws_iam_policy: "its name is taken, and the roles that have it leave with it",
  aws_iam_openid_connect_provider:
    "there is one of an issuer, and the roles that trust it leave too",
  aws_backup_vault: "its name is taken; its lock, made before the old one goes, would go with it",
  aws_backup_plan: "its name is taken",
  aws_wafv2_web_acl: "its name is taken, and its association leaves with it",
  aws_vpc_endpoint: "nothing refers to one that can leave",
  aws_vpc_security_group_egress_rule: "a group has one of that kind",
  aws_vpc_security_group_ingress_rule: "a group has one of that kind",
  aws_route53_record: "an alias refers to the load balancer, whose name is taken",
  aws_s3_bucket_policy: "of the last requests no log is written; the logs go with it anyway",
  aws_s3_bucket_versioning: "it is there as long as its bucket",
  aws_imagebuilder_infrastructure_configuration: "its name is taken",
  aws_imagebuilder_distribution_configuration: "its name is taken",
};

/** Changes with the order. As an output it makes a plan that has something to apply. */
export const ORDER = createHash("sha256")
  .update(Object.keys(LAST).join())
  .digest("hex")
  .slice(0, 8);

/** Has each resource that LAST names destroyed after its users have left it. */
export function keepOrder(stack: TerraformStack): void {
  Aspects.of(stack).add({
    visit: (node) => {
      if (!TerraformResource.isTerraformResource(node) || !isLast(node)) return;
      node.lifecycle = { ...node.lifecycle, createBeforeDestroy: true };
    },
  });
}

// --- internal ---

function isLast({ terraformResourceType: type, friendlyUniqueId: name }: TerraformResource) {
  return type in LAST || `${type}.${name}` in LAST;
}
