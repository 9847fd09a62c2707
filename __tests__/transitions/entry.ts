import type { Transition } from "./transition";

export const entry: readonly Transition[] = [
  {
    change: "HTTP to HTTPS",
    from: "lab",
    settings: { entry: { https: { domain: "www.example.com", zone: "HOSTED_ZONE" } } },
    plan: [
      "create aws_acm_certificate.load_balancer",
      "create aws_acm_certificate_validation.load_balancer",
      "create aws_lb_listener.load_balancer_https",
      "create aws_route53_record.load_balancer_alias",
      "create aws_route53_record.load_balancer_validation",
      "create aws_vpc_security_group_ingress_rule.load_balancer_firewall_from_internet_https",
      "update aws_lb_listener.load_balancer_http (default_action)",
    ],
  },
  {
    change: "HTTPS to HTTP",
    from: "prod",
    settings: { entry: { https: null } },
    plan: [
      "delete aws_acm_certificate.load_balancer",
      "delete aws_acm_certificate_validation.load_balancer",
      "delete aws_cloudwatch_metric_alarm.alarms_certificate_expiry",
      "delete aws_lb_listener.load_balancer_https",
      "delete aws_route53_record.load_balancer_alias",
      "delete aws_route53_record.load_balancer_validation",
      "delete aws_vpc_security_group_ingress_rule.load_balancer_firewall_from_internet_https",
      "update aws_lb_listener.load_balancer_http (default_action)",
    ],
    varies: ["domain", "firewalls", "target"],
    note: "Between two calls port 80 redirects to a port that is closed: the listener on 443 goes first. Terraform fixes no order of the other deletions: the name, too, may go before the listener. A browser that came by HTTPS refuses plain HTTP for a year, by the header `Strict-Transport-Security`.",
  },
  {
    change: "Another domain",
    from: "prod",
    settings: { entry: { https: { domain: "shop.example.com" } } },
    plan: [
      "replace aws_acm_certificate.load_balancer (domain_name, subject_alternative_names)",
      "replace aws_acm_certificate_validation.load_balancer (certificate_arn, validation_record_fqdns)",
      "replace aws_route53_record.load_balancer_alias (name)",
      "replace aws_route53_record.load_balancer_validation (name)",
      "update aws_cloudwatch_metric_alarm.alarms_certificate_expiry (dimensions)",
      "update aws_lb_listener.load_balancer_https (certificate_arn)",
    ],
    varies: ["domain"],
    note: "A certificate is for the name it was made for. The new one is made before the old one goes.",
  },
  {
    change: "From internet-facing to internal",
    from: "lab",
    settings: { entry: { scheme: "internal" } },
    plan: [
      "replace aws_lb.load_balancer (internal)",
      "replace aws_lb_listener.load_balancer_http (load_balancer_arn)",
    ],
    note: "AWS fixes the scheme when a load balancer is made. The target group stays, and so does the fleet. A protected stage refuses such a plan until an apply has set protection to false.",
  },
  {
    change: "Fewer requests for an instance with errors",
    from: "lab",
    settings: { entry: { balancing: "weighted-random" } },
    plan: [
      "update aws_lb_target_group.load_balancer (load_balancing_algorithm_type, load_balancing_anomaly_mitigation)",
    ],
    note: "The load balancer compares instances from three on. With two, requests go to either at random.",
  },
  {
    change: "Let in one office instead of the world",
    from: "lab",
    settings: { entry: { from: ["203.0.113.0/24"] } },
    plan: [
      "create aws_vpc_security_group_ingress_rule.load_balancer_firewall_from_ip_203_0_113_0_24_http",
      "delete aws_vpc_security_group_ingress_rule.load_balancer_firewall_from_internet_http",
    ],
    varies: ["firewalls"],
    note: "New rules come while old ones are still there, and AWS takes 60 in all (two for each range with HTTPS). If more than half of the rules change, take two steps: first remove the old ranges.",
  },
];
