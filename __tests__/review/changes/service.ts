import { attentionAtOneOf, open, type Pair, risk, safe, withFollowing } from "../change";

const LB = "aws_lb.load_balancer";
const HTTP = "aws_lb_listener.load_balancer_http";
const TARGETS = "aws_lb_target_group.load_balancer";
const FLEET = "aws_autoscaling_group.web";
const TEMPLATE = "aws_launch_template.web";
const POLICY = "aws_autoscaling_policy.web_cpu";
const TO_WEB = "aws_vpc_security_group_egress_rule.load_balancer_firewall_to_web_http";
const FROM_LB = "aws_vpc_security_group_ingress_rule.web_firewall_from_load_balancer_http";
const zone = (letter: string, what: string) => `aws_${what}.network_${letter}`;
const ZONE_C = [
  zone("private_c", "subnet"),
  zone("public_c", "subnet"),
  zone("isolated_c", "subnet"),
  zone("private_c", "route_table"),
  zone("private_c", "route"),
  zone("nat_c", "nat_gateway"),
  zone("nat_c", "eip"),
  zone("private_c", "route_table_association"),
  zone("public_c", "route_table_association"),
  zone("isolated_c", "route_table_association"),
  "aws_db_subnet_group.database",
  "aws_rds_cluster_instance.database_c",
  "aws_vpc_endpoint.network_services_s3",
  FLEET,
  LB,
];

export const service: readonly Pair[] = [
  {
    name: "balancer-replaced",
    from: "lab",
    what: "The load balancer gets another name",
    set: { [LB]: { name: "lab-front" } },
    label: withFollowing(risk(LB), HTTP, POLICY),
    twin: {
      what: "Idle connections are kept longer",
      set: { [LB]: { idle_timeout: 120 } },
      label: safe,
    },
  },
  {
    name: "internal",
    from: "lab",
    what: "From internet-facing to internal",
    settings: { entry: { scheme: "internal" } },
    label: withFollowing(risk(LB), HTTP, POLICY, TARGETS),
    twin: { what: "Another CPU target", settings: { web: { targetCpu: 40 } }, label: safe },
  },
  {
    name: "listener-deleted",
    from: "lab",
    what: "The only listener leaves the configuration",
    remove: [HTTP],
    label: risk(HTTP),
    twin: {
      what: "The listener gets a tag",
      set: { [HTTP]: { tags: { Name: "lab-load-balancer-http", Team: "web" } } },
      label: safe,
    },
  },
  {
    name: "app-port",
    from: "lab",
    what: "Another app port",
    settings: { web: { port: 9090 } },
    label: attentionAtOneOf(TARGETS, HTTP, FLEET, TEMPLATE, TO_WEB, FROM_LB),
    twin: {
      what: "Another health check path",
      settings: { web: { healthCheckPath: "/readyz" } },
      label: open(TARGETS),
    },
  },
  {
    name: "target-group-gap",
    from: "lab",
    what: "The target group goes before the next one is there",
    set: { [TARGETS]: { name_prefix: "app-", lifecycle: { create_before_destroy: false } } },
    label: withFollowing(risk(TARGETS), HTTP, FLEET, POLICY, LB),
    twin: {
      what: "Targets that leave get more time",
      set: { [TARGETS]: { deregistration_delay: "120" } },
      label: safe,
    },
  },
  {
    name: "another-domain",
    from: "prod",
    what: "Another domain",
    settings: { entry: { https: { domain: "shop.example.com" } } },
    label: attentionAtOneOf(
      "aws_acm_certificate.load_balancer",
      "aws_acm_certificate_validation.load_balancer",
      "aws_route53_record.load_balancer_alias",
      "aws_route53_record.load_balancer_validation",
      "aws_lb_listener.load_balancer_https",
    ),
    twin: {
      what: "The certificate gets a tag",
      set: {
        "aws_acm_certificate.load_balancer": { tags: { Name: "prod-load-balancer", Team: "web" } },
      },
      label: safe,
    },
  },
  {
    name: "one-nat-for-all",
    from: "prod",
    what: "NAT: from one a zone to one for all",
    settings: { network: { nat: "single" } },
    label: attentionAtOneOf(
      zone("private_b", "route"),
      zone("private_c", "route"),
      zone("nat_b", "nat_gateway"),
      zone("nat_c", "nat_gateway"),
      zone("nat_b", "eip"),
      zone("nat_c", "eip"),
    ),
    twin: {
      what: "A NAT gateway gets a tag",
      set: {
        "aws_nat_gateway.network_nat_b": { tags: { Name: "prod-network-nat-b", Team: "web" } },
      },
      label: safe,
    },
  },
  {
    name: "zone-removed",
    from: "prod",
    what: "Remove a zone",
    settings: {
      network: { zones: ["a", "b"] },
      database: {
        instances: {
          a: { class: "db.r6g.large", zone: "a" },
          b: { class: "db.r6g.large", zone: "b" },
        },
      },
    },
    label: attentionAtOneOf(...ZONE_C),
    twin: {
      from: "lab",
      what: "Add a third zone",
      settings: { network: { zones: ["a", "b", "c"] } },
      label: safe,
    },
  },
];
