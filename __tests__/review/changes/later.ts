import {
  attention,
  attentionAtOneOf,
  danger,
  open,
  risk,
  type Single,
  safe,
  wholePlan,
  withFollowing,
} from "../change";

const CLUSTER = "aws_rds_cluster.database";
const FLEET = "aws_autoscaling_group.web";
const HTTP = "aws_lb_listener.load_balancer_http";
const ENTRY = "aws_vpc_security_group_ingress_rule.load_balancer_firewall_from_internet_http";
const WITH_CLUSTER = [
  "aws_rds_cluster_instance.database_a",
  "aws_rds_cluster_instance.database_b",
  "aws_ssm_parameter.database_endpoint",
  "aws_ssm_parameter.database_reader_endpoint",
  "aws_ssm_parameter.database_secret_arn",
  "aws_iam_role_policy.database_read_secrets",
];

/** What operators do. Written and labelled after the pairs, without a look at any rule's code. */
export const later: readonly Single[] = [
  {
    name: "replacement-suspended",
    from: "lab",
    what: "An unhealthy instance is replaced no more, for as long as somebody debugs it",
    set: { [FLEET]: { suspended_processes: ["ReplaceUnhealthy"] } },
    label: attention(FLEET),
  },
  {
    name: "cluster-renamed",
    from: "lab",
    what: "The cluster gets a tidier name",
    set: { [CLUSTER]: { cluster_identifier: "lab-db" } },
    label: withFollowing(danger(CLUSTER), ...WITH_CLUSTER),
  },
  {
    name: "master-user-renamed",
    from: "lab",
    what: "The database's master gets another name, and what the cluster was made with counts again",
    set: { [CLUSTER]: { lifecycle: { ignore_changes: [] }, master_username: "owner" } },
    label: withFollowing(danger(CLUSTER), ...WITH_CLUSTER),
  },
  {
    name: "fleet-renamed",
    from: "lab",
    what: "The fleet gets a tidier name",
    set: { [FLEET]: { name: "lab-fleet" } },
    label: withFollowing(risk(FLEET), "aws_autoscaling_policy.web_cpu"),
  },
  {
    name: "endpoint-by-hand",
    from: "lab",
    what: "The app is sent to another database by its parameter",
    set: { "aws_ssm_parameter.database_endpoint": { value: "db.example.com" } },
    label: risk("aws_ssm_parameter.database_endpoint"),
  },
  {
    name: "secret-unreadable",
    from: "lab",
    what: "The policy that lets the app read its password goes in a clean-up",
    remove: ["aws_iam_role_policy.database_read_secrets"],
    label: risk("aws_iam_role_policy.database_read_secrets"),
  },
  {
    name: "no-name-service",
    from: "lab",
    what: "The network answers no more for names",
    set: { "aws_vpc.network": { enable_dns_support: false, enable_dns_hostnames: false } },
    label: risk("aws_vpc.network"),
  },
  {
    name: "releases-expire",
    from: "lab",
    what: "Everything in the bucket of releases goes after a day",
    add: {
      "aws_s3_bucket_lifecycle_configuration.release": {
        bucket: "${aws_s3_bucket.release.id}",
        rule: [{ id: "all", status: "Enabled", filter: [{}], expiration: [{ days: 1 }] }],
      },
    },
    label: risk("aws_s3_bucket_lifecycle_configuration.release"),
  },
  {
    name: "around-the-nat",
    from: "lab",
    what: "A private subnet's way out is the internet gateway, to save the NAT",
    set: {
      "aws_route.network_private_b": {
        nat_gateway_id: null,
        gateway_id: "${aws_internet_gateway.network.id}",
      },
    },
    label: risk("aws_route.network_private_b"),
  },
  {
    name: "no-way-to-aws",
    from: "lab",
    what: "The fleet may call nobody by HTTPS any more",
    remove: ["aws_vpc_security_group_egress_rule.web_firewall_to_internet_https"],
    label: risk("aws_vpc_security_group_egress_rule.web_firewall_to_internet_https"),
  },
  {
    name: "another-address-outside",
    from: "prod",
    what: "The address that partners know a zone by is made again",
    args: ["-replace=aws_eip.network_nat_a"],
    label: attentionAtOneOf(
      "aws_eip.network_nat_a",
      "aws_nat_gateway.network_nat_a",
      "aws_route.network_private_a",
    ),
  },
  {
    name: "another-listener-port",
    from: "lab",
    what: "The load balancer listens on 8080 instead of 80",
    set: { [HTTP]: { port: 8080 } },
    label: withFollowing(risk(HTTP), "aws_autoscaling_policy.web_cpu"),
  },
  {
    name: "maintenance-page",
    from: "lab",
    what: "Every page says that the site is being mended",
    add: {
      "aws_lb_listener_rule.maintenance": {
        listener_arn: `\${${HTTP}.arn}`,
        priority: 1,
        action: [
          {
            type: "fixed-response",
            fixed_response: [
              { content_type: "text/plain", message_body: "soon", status_code: "503" },
            ],
          },
        ],
        condition: [{ path_pattern: [{ values: ["/*"] }] }],
      },
    },
    label: wholePlan("aws_lb_listener_rule.maintenance"),
  },
  {
    name: "office-only",
    from: "lab",
    what: "The entry's rule lets in one office instead of the world",
    set: { [ENTRY]: { cidr_ipv4: "203.0.113.0/24" } },
    label: attention(ENTRY),
  },
  {
    name: "logs-for-ever",
    from: "lab",
    what: "Logs never expire",
    set: { "aws_cloudwatch_log_group.database_error": { retention_in_days: 0 } },
    label: safe,
  },
  {
    name: "access-logs",
    from: "lab",
    what: "The load balancer writes access logs",
    set: {
      "aws_lb.load_balancer": {
        access_logs: { bucket: "${aws_s3_bucket.release.id}", enabled: true },
      },
    },
    label: safe,
  },
  {
    name: "twice-the-fleet",
    from: "prod",
    what: "Twice as many instances for a campaign",
    settings: { web: { min: 6, max: 24 } },
    label: { ...open(FLEET, "aws_ssm_parameter.database_clients"), costs: "more" },
  },
  {
    name: "ssh-key",
    from: "lab",
    what: "New instances know an operator's SSH key",
    set: { "aws_launch_template.web": { key_name: "ops" } },
    label: open("aws_launch_template.web", FLEET),
  },
  {
    name: "database-in-one-zone",
    from: "lab",
    what: "The database's subnet group loses a zone",
    set: {
      "aws_db_subnet_group.database": { subnet_ids: ["${aws_subnet.network_isolated_a.id}"] },
    },
    label: risk("aws_db_subnet_group.database"),
  },
  {
    name: "tagged",
    from: "prod",
    what: "Everything gets a tag",
    settings: { tags: { Team: "web" } },
    label: safe,
  },
];
