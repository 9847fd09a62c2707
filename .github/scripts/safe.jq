# Of a plan (`terraform show -json`), what `ops drift --plan` compares. Of a resource that drifted, or that
# the plan changes: the attributes that change. Of all resources: lists that others can add to, and by
# what our entries are known. Of an attribute with a secret: only that it changes.
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
  aws_rds_cluster: ["iam_roles"],
  aws_rds_cluster_instance: ["db_parameter_group_name"],
  aws_route_table: ["id", "propagating_vgws", "route"],
  aws_route: [
    "route_table_id", "destination_cidr_block", "destination_ipv6_cidr_block",
    "destination_prefix_list_id"
  ],
  aws_iam_role: ["name", "managed_policy_arns", "inline_policy"],
  aws_iam_role_policy: ["role", "name"],
  aws_iam_role_policy_attachment: ["role", "policy_arn"]
};

# Whether a change marks any part of this attribute: true stands where the secret is, or above it.
def is_secret($attribute):
  any(.before_sensitive, .after_sensitive; . == true or any(objects[$attribute] | ..; . == true));
# Words that differ. What was empty stays so, since a value that AWS filled in is no drift.
def word($word): if IN(null, "") then . else $word end;

def changed:
  . as $change
  | (.before // {}) as $before | (.after // {}) as $after
  | (.after_unknown // {} | objects // {} | with_entries(select(any(.value | ..; . == true)))) as $unknown
  | [$before + $after + $unknown | keys_unsorted[] | select($before[.] != $after[.] or $unknown[.])] as $changed
  | [$changed[] | select(. as $key | $change | is_secret($key))] as $secret
  | def of($values; $word):
      [$changed[] | { key: ., value: $values[.] } | if .key | IN($secret[]) then .value |= word($word) else . end]
      | from_entries;
  {
    actions,
    before: (if .before == null then null else of($before; "(sensitive, before)") end),
    after: (if .after == null then null else of($after; "(sensitive, after)") end),
    after_unknown: $unknown,
    after_sensitive: ($secret | map({ key: ., value: true }) | from_entries)
  };

# What stays as it is has its address, which tells that the plan is whole.
def entry:
  . as $entry |
  { address, mode, type, name, change: (.change | changed) }
  + if .previous_address then { previous_address } else {} end
  + if .deposed then { deposed } else {} end
  | if $entry.change.importing then .change.importing = {} else . end;

{
  format_version, terraform_version,
  errored: (.errored == true),
  resource_drift: [.resource_drift[]? | entry],
  resource_changes: [.resource_changes[]? | entry],
  output_changes: (.output_changes // {} | map_values({ actions })),
  prior_state: { values: { root_module: { resources: [
    .prior_state.values.root_module.resources[]?
    | (LISTS[.type] // []) as $known
    | {
        address, type,
        values: (.values // {} | with_entries(select(.key | IN($known[])))
          | if .inline_policy then .inline_policy |= map({ name }) else . end)
      }
  ] } } }
}
