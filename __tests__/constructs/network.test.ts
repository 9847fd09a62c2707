import type { StatementJson } from "../../service/iam";
import { may, mayNot } from "../support/rights";
import { synthStage } from "../support/synth";
import { policyOf } from "../support/synthesized";

const ENDPOINTS = ["ec2messages", "secretsmanager", "ssm", "ssmmessages"];
const network = (change: object) => synthStage("lab", { network: change });

test("gives names to what is in the VPC, as endpoints and Session Manager need", () => {
  expect(synthStage("lab").at("aws_vpc.network")).toMatchObject({
    cidr_block: "10.0.0.0/16",
    enable_dns_hostnames: true,
    enable_dns_support: true,
  });
});

test("holds the default security group to no rule: left out, a plan leaves what others add", () => {
  const group = synthStage("lab").at("aws_default_security_group.network");
  expect(group).toMatchObject({ vpc_id: "${aws_vpc.network.id}", ingress: [], egress: [] });
});

test("puts a subnet of each tier into each zone, none of which hands out public addresses", () => {
  const lab = synthStage("lab");
  expect(lab.addresses("aws_subnet")).toEqual([
    "aws_subnet.network_isolated_a",
    "aws_subnet.network_isolated_b",
    "aws_subnet.network_private_a",
    "aws_subnet.network_private_b",
    "aws_subnet.network_public_a",
    "aws_subnet.network_public_b",
  ]);
  for (const address of lab.addresses("aws_subnet")) {
    expect(lab.at(address)).toMatchObject({ map_public_ip_on_launch: false });
  }
  expect(lab.at("aws_subnet.network_public_b")).toMatchObject({
    availability_zone: "us-east-1b",
    cidr_block: "10.0.8.0/21",
  });
});

test("comes out the same whatever the order of the zones", () => {
  expect(network({ zones: ["b", "a"] }).text).toBe(synthStage("lab").text);
});

test("moves nothing when a zone is added", () => {
  const before = synthStage("lab");
  const after = network({ zones: ["a", "b", "c"] });
  for (const address of before.addresses("aws_subnet")) {
    expect(after.at(address)).toEqual(before.at(address));
  }
});

describe("routes to the internet", () => {
  test("lead from the public tier to the internet gateway", () => {
    expect(synthStage("lab").at("aws_route.network_public")).toMatchObject({
      destination_cidr_block: "0.0.0.0/0",
      gateway_id: "${aws_internet_gateway.network.id}",
      route_table_id: "${aws_route_table.network_public.id}",
    });
  });

  test("do not exist in the isolated tier", () => {
    const routes = synthStage("prod").addresses("aws_route");
    expect(routes.filter((address) => address.includes("isolated"))).toEqual([]);
  });

  test.each([
    ["none", [], []],
    ["single", ["a"], ["a", "a"]],
    ["per-zone", ["a", "b"], ["a", "b"]],
  ])("with nat %s lead from the private tier by gateways %j", (nat, gateways, ways) => {
    const lab = network({ nat, endpoints: ENDPOINTS });
    expect(lab.addresses("aws_nat_gateway")).toEqual(
      gateways.map((zone) => `aws_nat_gateway.network_nat_${zone}`),
    );
    expect(lab.addresses("aws_eip")).toEqual(gateways.map((zone) => `aws_eip.network_nat_${zone}`));
    expect(
      lab
        .addresses("aws_route")
        .filter((address) => address.includes("private"))
        .map((address) => lab.at(address).nat_gateway_id),
    ).toEqual(ways.map((zone) => `\${aws_nat_gateway.network_nat_${zone}.id}`));
  });
});

test("puts a NAT gateway into the public subnet of its zone, with its own address", () => {
  expect(synthStage("prod").at("aws_nat_gateway.network_nat_c")).toMatchObject({
    allocation_id: "${aws_eip.network_nat_c.id}",
    subnet_id: "${aws_subnet.network_public_c.id}",
  });
});

describe("endpoints", () => {
  test("of S3 stand in the route tables of the private and isolated tiers, and cost nothing", () => {
    expect(synthStage("lab").at("aws_vpc_endpoint.network_services_s3")).toMatchObject({
      service_name: "com.amazonaws.us-east-1.s3",
      vpc_endpoint_type: "Gateway",
      route_table_ids: [
        "${aws_route_table.network_private_a.id}",
        "${aws_route_table.network_private_b.id}",
        "${aws_route_table.network_isolated.id}",
      ],
    });
  });

  describe("of S3 lets pass, with everybody's credentials,", () => {
    const { policy } = synthStage("lab").at("aws_vpc_endpoint.network_services_s3");
    const rights = { statements: policyOf(policy) as StatementJson[] };
    const s3 = (name: string) => `arn:aws:s3:::${name}`;
    may(rights, [
      ["s3:GetObject", s3("lab-release-1/web/0.tar.gz")],
      ["s3:ListBucket", s3("lab-release-1")],
      [
        "s3:GetObject",
        s3("al2023-repos-us-east-1-de612dc2/core/mirrors/latest/x86_64/mirror.list"),
      ],
      ["s3:GetObject", s3("amazon-ssm-us-east-1/latest/linux_amd64/amazon-ssm-agent.rpm")],
      ["s3:GetObject", s3("ec2imagebuilder-toe-us-east-1-prod/latest/bootstrap.sh")],
    ]);
    mayNot(rights, [
      ["s3:PutObject", s3("bucket-of-a-thief/contacts.sql")],
      ["s3:PutObject", s3("lab-of-a-thief/contacts.sql")],
      ["s3:GetObject", s3("bucket-of-a-thief/tools.tar.gz")],
      ["s3:GetObject", s3("prod-release-1/web/0.tar.gz")],
      ["s3:ListBucket", s3("acme-state")],
      ["s3:CreateBucket", s3("lab-more")],
      ["s3:PutBucketPolicy", s3("lab-release-1")],
    ]);
  });

  test("of a service stand in every private subnet, behind a group that only the fleet passes", () => {
    const lab = network({ endpoints: ["ssm"] });
    expect(lab.at("aws_vpc_endpoint.network_services_ssm")).toMatchObject({
      service_name: "com.amazonaws.us-east-1.ssm",
      private_dns_enabled: true,
      subnet_ids: ["${aws_subnet.network_private_a.id}", "${aws_subnet.network_private_b.id}"],
      security_group_ids: ["${aws_security_group.network_services_firewall.id}"],
    });
    const rules = lab.addresses("aws_vpc_security_group_ingress_rule");
    expect(rules.filter((address) => address.includes("services"))).toEqual([
      "aws_vpc_security_group_ingress_rule.network_services_firewall_from_web_https",
    ]);
  });

  test("wait until the fleet may reach them, since it turns to them as soon as they are there", () => {
    const lab = network({ endpoints: ["ssm"] });
    expect(lab.at("aws_vpc_endpoint.network_services_ssm").depends_on).toEqual([
      "aws_vpc_security_group_ingress_rule.network_services_firewall_from_web_https",
      "aws_vpc_security_group_egress_rule.web_firewall_to_services_https",
    ]);
  });

  test("are not there unless asked for", () => {
    expect(synthStage("lab").addresses("aws_vpc_endpoint")).toEqual([
      "aws_vpc_endpoint.network_services_s3",
    ]);
  });
});

describe("flow logs", () => {
  test("are off in lab and log everything in prod", () => {
    expect(synthStage("lab").addresses("aws_flow_log")).toEqual([]);
    expect(synthStage("prod").at("aws_flow_log.network_flow_logs")).toMatchObject({
      traffic_type: "ALL",
    });
  });

  test("can be kept to what was rejected", () => {
    expect(network({ flowLogs: "rejected" }).at("aws_flow_log.network_flow_logs")).toMatchObject({
      traffic_type: "REJECT",
    });
  });

  test("expire after 30 days", () => {
    const group = synthStage("prod").at("aws_cloudwatch_log_group.network_flow_logs");
    expect(group).toMatchObject({ name: "/prod/network/flow-logs", retention_in_days: 30 });
  });

  test("are written by a role that can write to their group and nothing else", () => {
    const { policy } = synthStage("prod").at("aws_iam_role_policy.network_flow_logs_write");
    expect(policyOf(policy)).toEqual([
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
        Resource: "${aws_cloudwatch_log_group.network_flow_logs.arn}:*",
      },
    ]);
  });
});
