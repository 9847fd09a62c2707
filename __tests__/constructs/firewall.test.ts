import { synthStage } from "../support/synth";

const RULES = [
  "aws_vpc_security_group_ingress_rule",
  "aws_vpc_security_group_egress_rule",
] as const;
const lab = () => synthStage("lab");

test("the access matrix of lab is these rules and no other", () => {
  expect(RULES.flatMap((type) => lab().addresses(type))).toEqual([
    "aws_vpc_security_group_ingress_rule.database_firewall_from_web_sql",
    "aws_vpc_security_group_ingress_rule.load_balancer_firewall_from_internet_http",
    "aws_vpc_security_group_ingress_rule.web_firewall_from_load_balancer_http",
    "aws_vpc_security_group_egress_rule.load_balancer_firewall_to_web_http",
    "aws_vpc_security_group_egress_rule.web_firewall_to_database_sql",
    "aws_vpc_security_group_egress_rule.web_firewall_to_internet_https",
    "aws_vpc_security_group_egress_rule.web_firewall_to_s3_https",
  ]);
});

test("only the load balancer is open to addresses, all others to groups", () => {
  const prod = synthStage("prod");
  const open = prod.addresses(RULES[0]).filter((address) => "cidr_ipv4" in prod.at(address));
  expect(open).toEqual([
    "aws_vpc_security_group_ingress_rule.load_balancer_firewall_from_internet_http",
    "aws_vpc_security_group_ingress_rule.load_balancer_firewall_from_internet_https",
  ]);
});

test("a rule opens one TCP port to one peer, and says so in the console", () => {
  expect(lab().at(`${RULES[0]}.database_firewall_from_web_sql`)).toMatchObject({
    security_group_id: "${aws_security_group.database_firewall.id}",
    referenced_security_group_id: "${aws_security_group.web_firewall.id}",
    ip_protocol: "tcp",
    from_port: 3306,
    to_port: 3306,
    description: "database from web sql",
  });
});

test("a peer that is let in is also let out, to that port alone", () => {
  expect(lab().at(`${RULES[1]}.web_firewall_to_database_sql`)).toMatchObject({
    security_group_id: "${aws_security_group.web_firewall.id}",
    referenced_security_group_id: "${aws_security_group.database_firewall.id}",
    from_port: 3306,
    to_port: 3306,
  });
});

test("the fleet gets out to AWS on 443 and to nothing else", () => {
  expect(lab().at(`${RULES[1]}.web_firewall_to_s3_https`)).toMatchObject({
    prefix_list_id: "${aws_vpc_endpoint.network_services_s3.prefix_list_id}",
    from_port: 443,
  });
  expect(lab().at(`${RULES[1]}.web_firewall_to_internet_https`)).toMatchObject({
    cidr_ipv4: "0.0.0.0/0",
    from_port: 443,
    to_port: 443,
  });
});

test("without NAT the fleet has no rule to the internet", () => {
  const endpoints = ["ec2messages", "secretsmanager", "ssm", "ssmmessages"];
  const closed = synthStage("lab", { network: { nat: "none", endpoints } });
  expect(closed.has(`${RULES[1]}.web_firewall_to_internet_https`)).toBe(false);
});

test("a range is named by its digits, so lists can be reordered", () => {
  const office = synthStage("lab", { entry: { from: ["203.0.113.0/24", "198.51.100.7/32"] } });
  expect(office.addresses(RULES[0]).filter((address) => address.includes("from_ip"))).toEqual([
    `${RULES[0]}.load_balancer_firewall_from_ip_198_51_100_7_32_http`,
    `${RULES[0]}.load_balancer_firewall_from_ip_203_0_113_0_24_http`,
  ]);
});

test("groups have no inline rules and can be replaced while in use", () => {
  for (const address of lab().addresses("aws_security_group")) {
    const group = lab().at(address);
    expect(group).toMatchObject({ lifecycle: { create_before_destroy: true } });
    expect(group).toHaveProperty("name_prefix");
    expect(group).not.toHaveProperty("name");
    expect(group).not.toHaveProperty("ingress");
    expect(group).not.toHaveProperty("egress");
  }
});
