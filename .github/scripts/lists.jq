# Of a resource in a state: the lists that others can add to, and by what our entries are known. None of
# these is a secret: of a role's policies only the names are left.
def RULE: [
  "security_group_id", "ip_protocol", "from_port", "to_port", "cidr_ipv4", "cidr_ipv6",
  "prefix_list_id", "referenced_security_group_id"
];
def LISTS: {
  aws_autoscaling_group: ["arn", "id", "load_balancers"],
  aws_autoscaling_policy: ["arn"],
  aws_default_security_group: ["id"],
  aws_internet_gateway: ["id"],
  aws_lb: ["arn", "arn_suffix"],
  aws_lb_listener: [
    "arn", "routing_http_response_access_control_allow_credentials_header_value",
    "routing_http_response_access_control_allow_headers_header_value",
    "routing_http_response_access_control_allow_methods_header_value",
    "routing_http_response_access_control_allow_origin_header_value",
    "routing_http_response_access_control_expose_headers_header_value"
  ],
  aws_nat_gateway: ["id", "network_interface_id"],
  aws_subnet: ["id"],
  aws_vpc: ["arn", "id"],
  aws_vpc_endpoint: ["id", "network_interface_ids"],
  aws_security_group: ["arn", "id", "ingress", "egress"],
  aws_vpc_security_group_ingress_rule: RULE,
  aws_vpc_security_group_egress_rule: RULE,
  aws_rds_cluster: ["arn", "engine_version", "iam_roles", "id", "storage_type"],
  aws_rds_cluster_instance: [
    "arn", "ca_cert_identifier", "db_parameter_group_name", "engine_version", "id", "instance_class"
  ],
  aws_route_table: ["id", "propagating_vgws", "route"],
  aws_route: [
    "route_table_id", "destination_cidr_block", "destination_ipv6_cidr_block",
    "destination_prefix_list_id"
  ],
  aws_iam_role: ["name", "managed_policy_arns", "inline_policy"],
  aws_iam_role_policy: ["role", "name"],
  aws_iam_role_policy_attachment: ["role", "policy_arn"]
};

def lists: (LISTS[.type // ""] // []) as $known
  | .values // {} | with_entries(select(.key | IN($known[])))
  | if .inline_policy then .inline_policy |= map({ name }) else . end;
