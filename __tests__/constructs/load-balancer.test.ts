import { synthStage } from "../support/synth";

const lab = () => synthStage("lab");
const prod = () => synthStage("prod");

test("stands in the public subnets when it faces the internet", () => {
  expect(lab().at("aws_lb.load_balancer")).toMatchObject({
    internal: false,
    load_balancer_type: "application",
    subnets: ["${aws_subnet.network_public_a.id}", "${aws_subnet.network_public_b.id}"],
    security_groups: ["${aws_security_group.load_balancer_firewall.id}"],
    drop_invalid_header_fields: true,
    depends_on: [
      "aws_route_table_association.network_public_a",
      "aws_route_table_association.network_public_b",
      "aws_route.network_public",
    ],
  });
});

test("stands in the private subnets when it is internal", () => {
  const internal = synthStage("lab", { entry: { scheme: "internal", from: ["10.0.0.0/8"] } });
  expect(internal.at("aws_lb.load_balancer")).toMatchObject({
    internal: true,
    subnets: ["${aws_subnet.network_private_a.id}", "${aws_subnet.network_private_b.id}"],
  });
  expect(internal.at("aws_lb.load_balancer").depends_on).not.toContain("aws_route.network_public");
});

test.each([
  ["lab", false],
  ["prod", true],
] as const)("in %s has deletion protection %s", (stage, protection) => {
  expect(synthStage(stage).at("aws_lb.load_balancer")).toMatchObject({
    enable_deletion_protection: protection,
    lifecycle: { prevent_destroy: protection },
  });
});

test("takes a target out after 3 failed checks of the path", () => {
  expect(lab().at("aws_lb_target_group.load_balancer")).toMatchObject({
    port: 8080,
    protocol: "HTTP",
    target_type: "instance",
    deregistration_delay: "60",
    health_check: { path: "/healthz", matcher: "200", unhealthy_threshold: 3 },
  });
});

test("can leave a zone that is impaired", () => {
  for (const stage of ["lab", "prod"] as const) {
    expect(synthStage(stage).at("aws_lb.load_balancer").enable_zonal_shift).toBe(true);
  }
});

test.each([
  ["lab", "round_robin", "off"],
  ["prod", "weighted_random", "on"],
] as const)(
  "in %s asks targets by %s, with anomaly mitigation %s",
  (stage, algorithm, mitigation) => {
    expect(synthStage(stage).at("aws_lb_target_group.load_balancer")).toMatchObject({
      load_balancing_algorithm_type: algorithm,
      load_balancing_anomaly_mitigation: mitigation,
    });
  },
);

test("says nowhere which server answers, and demands HTTPS of browsers where it speaks HTTPS", () => {
  const ofListener = (address: string) => {
    const listener = prod().at(address);
    return [
      listener.routing_http_response_server_enabled,
      listener.routing_http_response_strict_transport_security_header_value,
    ];
  };
  // Browsers ignore the demand over plain HTTP, and AWS takes it on HTTPS listeners alone.
  expect(ofListener("aws_lb_listener.load_balancer_http")).toEqual([false, undefined]);
  expect(ofListener("aws_lb_listener.load_balancer_https")).toEqual([false, "max-age=31536000"]);
});

test("can replace its target group without a collision of names", () => {
  const group = lab().at("aws_lb_target_group.load_balancer");
  expect(group).toMatchObject({ name_prefix: "web-", lifecycle: { create_before_destroy: true } });
  expect(group).not.toHaveProperty("name");
});

test("without a domain forwards what comes in on port 80", () => {
  expect(lab().addresses("aws_lb_listener")).toEqual(["aws_lb_listener.load_balancer_http"]);
  expect(lab().at("aws_lb_listener.load_balancer_http")).toMatchObject({
    port: 80,
    protocol: "HTTP",
    default_action: [
      { type: "forward", target_group_arn: "${aws_lb_target_group.load_balancer.arn}" },
    ],
  });
  expect(lab().output("url")).toBe("http://${aws_lb.load_balancer.dns_name}");
});

describe("with a domain", () => {
  test("forwards on 443 with TLS 1.2 or 1.3 and the validated certificate", () => {
    expect(prod().at("aws_lb_listener.load_balancer_https")).toMatchObject({
      port: 443,
      protocol: "HTTPS",
      ssl_policy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
      certificate_arn: "${aws_acm_certificate_validation.load_balancer.certificate_arn}",
      default_action: [
        { type: "forward", target_group_arn: "${aws_lb_target_group.load_balancer.arn}" },
      ],
    });
    expect(prod().output("url")).toBe("https://www.example.com");
  });

  test("redirects port 80, but only once 443 answers", () => {
    expect(prod().at("aws_lb_listener.load_balancer_http")).toMatchObject({
      depends_on: ["aws_lb_listener.load_balancer_https"],
      default_action: [
        {
          type: "redirect",
          redirect: { protocol: "HTTPS", port: "443", status_code: "HTTP_301" },
        },
      ],
    });
  });

  test("proves the domain to ACM by a record in its zone", () => {
    expect(prod().at("aws_acm_certificate.load_balancer")).toMatchObject({
      domain_name: "www.example.com",
      validation_method: "DNS",
      lifecycle: { create_before_destroy: true },
    });
    expect(prod().at("aws_route53_record.load_balancer_validation")).toMatchObject({
      zone_id: "Z0123456789EXAMPLE",
      ttl: 60,
      allow_overwrite: true,
    });
  });

  test("answers under the domain", () => {
    expect(prod().at("aws_route53_record.load_balancer_alias")).toMatchObject({
      zone_id: "Z0123456789EXAMPLE",
      name: "www.example.com",
      type: "A",
      alias: {
        name: "${aws_lb.load_balancer.dns_name}",
        zone_id: "${aws_lb.load_balancer.zone_id}",
      },
    });
  });
});
