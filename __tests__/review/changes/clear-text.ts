import { danger, type Pair, risk, safe, withFollowing } from "../change";

const TEMPLATE = "aws_launch_template.web";
const FLEET = "aws_autoscaling_group.web";
const HTTP = "aws_lb_listener.load_balancer_http";
const HTTPS = "aws_lb_listener.load_balancer_https";
const policy = (...statements: object[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
const redirect = (status_code: string) => ({
  [HTTP]: {
    default_action: [
      { type: "redirect", redirect: { port: "443", protocol: "HTTPS", status_code } },
    ],
  },
});

export const clearText: readonly Pair[] = [
  {
    name: "weaker-tls",
    from: "prod",
    what: "Browsers may use TLS 1.0",
    set: { [HTTPS]: { ssl_policy: "ELBSecurityPolicy-2016-08" } },
    label: risk(HTTPS),
    twin: {
      what: "The listener gets a tag",
      set: { [HTTPS]: { tags: { Name: "prod-load-balancer-https", Team: "web" } } },
      label: safe,
    },
  },
  {
    name: "no-redirect",
    from: "prod",
    what: "Port 80 serves in clear text instead of sending to HTTPS",
    set: {
      [HTTP]: {
        default_action: [
          { type: "forward", target_group_arn: "${aws_lb_target_group.load_balancer.arn}" },
        ],
      },
    },
    label: risk(HTTP),
    twin: {
      what: "Port 80 sends to HTTPS by another status",
      set: redirect("HTTP_302"),
      label: safe,
    },
  },
  {
    name: "metadata-without-token",
    from: "lab",
    what: "Instances give their credentials without a token",
    set: {
      [TEMPLATE]: {
        metadata_options: {
          http_endpoint: "enabled",
          http_put_response_hop_limit: 1,
          http_tokens: "optional",
        },
      },
    },
    label: withFollowing(risk(TEMPLATE), FLEET),
    twin: {
      what: "Instances have optimized volumes",
      set: { [TEMPLATE]: { ebs_optimized: "true" } },
      label: safe,
    },
  },
  {
    name: "database-with-public-address",
    from: "lab",
    what: "An instance of the database gets a public address",
    set: { "aws_rds_cluster_instance.database_b": { publicly_accessible: true } },
    label: risk("aws_rds_cluster_instance.database_b"),
    twin: {
      what: "Its snapshots get its tags",
      set: { "aws_rds_cluster_instance.database_b": { copy_tags_to_snapshot: true } },
      label: safe,
    },
  },
  {
    name: "every-bucket-by-the-endpoint",
    from: "lab",
    what: "Any bucket of anybody may be written by the endpoint",
    set: {
      "aws_vpc_endpoint.network_services_s3": {
        policy: policy({ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }),
      },
    },
    label: risk("aws_vpc_endpoint.network_services_s3"),
    twin: {
      what: "The endpoint gets a tag",
      set: {
        "aws_vpc_endpoint.network_services_s3": {
          tags: { Name: "lab-network-services-s3", Team: "web" },
        },
      },
      label: safe,
    },
  },
  {
    name: "default-group-open",
    from: "lab",
    what: "The network's default group lets the world in",
    set: {
      "aws_default_security_group.network": {
        ingress: [
          {
            protocol: "-1",
            from_port: 0,
            to_port: 0,
            cidr_blocks: ["0.0.0.0/0"],
            description: "",
            ipv6_cidr_blocks: [],
            prefix_list_ids: [],
            security_groups: [],
            self: false,
          },
        ],
      },
    },
    label: danger("aws_default_security_group.network"),
    twin: {
      what: "The default group gets a tag",
      set: { "aws_default_security_group.network": { tags: { Name: "lab-network", Team: "web" } } },
      label: safe,
    },
  },
];
