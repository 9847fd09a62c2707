import { isListOfOthers } from "../../terraform/additions";
import { isOpening } from "../../terraform/openings";

/*
 * What is optional and computed, Terraform takes over as it finds it, unless the JSON sets it: a change by
 * hand stays. So each such attribute of our types is decided here. `id`, names and tags are none.
 */

/** Opens a door, so the JSON of every resource sets it; in a block, of every such block. */
const PINNED: Readonly<Record<string, readonly string[]>> = {
  aws_autoscaling_group: ["health_check_type", "target_group_arns", "vpc_zone_identifier"],
  aws_default_security_group: ["ingress", "egress"],
  aws_launch_template: [
    "metadata_options.http_endpoint",
    "metadata_options.http_put_response_hop_limit",
    "metadata_options.http_tokens",
  ],
  aws_lb: ["internal", "security_groups", "subnets"],
  aws_rds_cluster: [
    ...["backup_retention_period", "db_cluster_parameter_group_name", "engine_version"],
    ...["storage_encrypted", "vpc_security_group_ids"],
  ],
  aws_rds_cluster_instance: ["publicly_accessible"],
  aws_ssm_parameter: ["value"],
};

/** Opens no door, for this reason. Of `x.*`: no part of that block does. */
const NO_DOOR: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "AWS changes it on nothing that is there": {
    aws_acm_certificate: "domain_name key_algorithm subject_alternative_names validation_method",
    aws_autoscaling_group: "service_linked_role_arn",
    aws_cloudwatch_event_target: "target_id",
    aws_cloudwatch_log_group: "log_group_class",
    aws_default_security_group: "vpc_id",
    aws_eip: "domain ipam_pool_id network_border_group public_ipv4_pool vpc",
    aws_flow_log: "log_destination log_format log_group_name",
    aws_imagebuilder_component: "data",
    aws_imagebuilder_image: "execution_role",
    aws_imagebuilder_image_recipe: "user_data_base64 block_device_mapping.no_device",
    aws_internet_gateway: "vpc_id",
    aws_lb_target_group: "ip_address_type protocol_version",
    aws_nat_gateway: "private_ip",
    aws_rds_cluster:
      "availability_zones cluster_identifier cluster_identifier_prefix database_name db_subnet_group_name db_system_id kms_key_id master_username port",
    aws_rds_cluster_instance: "availability_zone db_subnet_group_name identifier identifier_prefix",
    aws_s3_bucket: "bucket bucket_prefix object_lock_enabled",
    aws_security_group: "vpc_id",
    aws_ssm_parameter: "arn",
    aws_subnet: "availability_zone availability_zone_id",
    aws_vpc: "cidr_block",
    aws_vpc_endpoint: "service_region",
  },
  "how much, how fast, when and how, and not who": {
    aws_autoscaling_group:
      "availability_zones default_cooldown desired_capacity capacity_reservation_specification.capacity_reservation_preference initial_lifecycle_hook.* launch_template.* mixed_instances_policy.*",
    aws_autoscaling_policy: "metric_aggregation_type",
    aws_cloudwatch_metric_alarm: "evaluate_low_sample_count_percentiles",
    aws_launch_template:
      "default_version block_device_mappings.ebs.* instance_market_options.* metadata_options.http_protocol_ipv6 metadata_options.instance_metadata_tags",
    aws_lb_listener: "tcp_idle_timeout_seconds default_action.*",
    aws_lb_target_group:
      "connection_termination load_balancing_algorithm_type load_balancing_anomaly_mitigation load_balancing_cross_zone_enabled preserve_client_ip health_check.*",
    aws_nat_gateway: "secondary_private_ip_address_count secondary_private_ip_addresses",
    aws_rds_cluster:
      "allocated_storage apply_immediately ca_certificate_identifier cluster_members cluster_scalability_type database_insights_mode engine_lifecycle_support monitoring_interval monitoring_role_arn network_type performance_insights_retention_period preferred_backup_window preferred_maintenance_window serverlessv2_scaling_configuration.seconds_until_auto_pause",
    aws_rds_cluster_instance:
      "apply_immediately ca_cert_identifier engine_version monitoring_role_arn performance_insights_enabled performance_insights_retention_period preferred_backup_window preferred_maintenance_window",
    aws_route53_record: "allow_overwrite",
    aws_s3_bucket: "acceleration_status request_payer lifecycle_rule.id",
    aws_s3_bucket_lifecycle_configuration:
      "expected_bucket_owner transition_default_minimum_object_size rule.*",
    aws_s3_bucket_versioning: "versioning_configuration.mfa_delete",
    aws_s3_object: "bucket_key_enabled content_type storage_class",
    aws_sns_topic: "fifo_throughput_scope signature_version tracing_config",
    aws_ssm_parameter: "data_type tier",
    aws_subnet: "private_dns_hostname_type_on_launch",
    aws_vpc: "enable_dns_hostnames enable_network_address_usage_metrics",
    aws_vpc_endpoint: "dns_options.dns_record_ip_type private_dns_enabled",
  },
  "another door stays closed: no rule of ours lets IPv6 in, and no subnet has any": {
    aws_lb: "ip_address_type",
    aws_vpc: "ipv6_cidr_block ipv6_cidr_block_network_border_group",
    aws_vpc_endpoint: "ip_address_type",
  },
  "another door stays closed: public access is blocked, and instances check the release's hash": {
    aws_s3_bucket: "acl",
    aws_s3_object: "acl etag",
  },
  "another resource of ours has it, and is put back": {
    aws_s3_bucket: "policy",
    aws_sns_topic: "policy",
  },
  "the key decides: who may use it must be let in by it": {
    aws_rds_cluster: "master_user_secret_kms_key_id performance_insights_kms_key_id",
    aws_rds_cluster_instance: "performance_insights_kms_key_id",
    aws_s3_object: "kms_key_id server_side_encryption",
    aws_ssm_parameter: "insecure_value key_id",
  },
  "it leads where other resources of ours lead, which are put back": {
    aws_eip: "instance network_interface",
    aws_route: "network_interface_id",
    aws_vpc_endpoint: "route_table_ids security_group_ids subnet_ids",
  },
  "for network load balancers alone": {
    aws_lb: "enforce_security_group_inbound_rules_on_private_link_traffic",
  },
  "without it an endpoint lets everybody in whom the firewall lets in; S3's is set": {
    aws_vpc_endpoint: "policy",
  },
  "the other end of TLS, or a word about it": {
    aws_lb_listener:
      "protocol ssl_policy mutual_authentication.advertise_trust_store_ca_names routing_http_request_* routing_http_response_access_control_max_age_header_value routing_http_response_content_security_policy_header_value routing_http_response_server_enabled routing_http_response_strict_transport_security_header_value routing_http_response_x_content_type_options_header_value routing_http_response_x_frame_options_header_value",
  },
};

const NEVER = new Set(["id", "name", "name_prefix", "tags_all"]);

export type Decision = "pinned" | "looked for" | "no door";

/** What was decided; undefined for what nobody has thought about. */
export function decisionOn(type: string, path: string): Decision | undefined {
  if (PINNED[type]?.includes(path)) return "pinned";
  if (isOpening(type, path) || isListOfOthers(type, path)) return "looked for";
  if (NEVER.has(path)) return "no door";
  const known = Object.values(NO_DOOR).flatMap((types) => types[type]?.split(" ") ?? []);
  return known.some((each) => covers(each, path)) ? "no door" : undefined;
}

/** The pinned attributes of a resource that its JSON doesn't set. */
export function unpinned(type: string, values: Readonly<Record<string, unknown>>): string[] {
  return (PINNED[type] ?? []).filter((path) => {
    const [first = "", second] = path.split(".");
    if (second === undefined) return !(first in values);
    const blocks = [values[first] ?? []].flat() as Record<string, unknown>[];
    return blocks.length === 0 || blocks.some((block) => !(second in block));
  });
}

// --- internal ---

function covers(known: string, path: string): boolean {
  return known.endsWith("*") ? path.startsWith(known.slice(0, -1)) : known === path;
}
