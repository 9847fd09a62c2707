import { attention, danger, open, type Pair, risk, safe, withFollowing } from "../change";

const TEMPLATE = "aws_launch_template.web";
const FLEET = "aws_autoscaling_group.web";
const FLOW_LOGS = "aws_flow_log.network_flow_logs";
const ENTRY = "aws_vpc_security_group_ingress_rule.load_balancer_firewall_from_internet_http";
/** A rule more, which lets somebody in. */
const rule = (group: string, values: object) => {
  const address = `aws_vpc_security_group_ingress_rule.${group}_firewall_more`;
  const firewall = { security_group_id: `\${aws_security_group.${group}_firewall.id}` };
  return { address, add: { [address]: { ...firewall, ip_protocol: "tcp", ...values } } };
};
const opens = (
  name: string,
  what: string,
  group: string,
  values: object,
  twin: [string, object],
): Pair => {
  const { address, add } = rule(group, values);
  const [saying, narrow] = twin;
  return {
    name,
    from: "lab",
    what,
    add,
    label: danger(address),
    twin: { what: saying, add: rule(group, { ...values, ...narrow }).add, label: open(address) },
  };
};
const IN = "10.0.64.0/18";

export const doors: readonly Pair[] = [
  opens(
    "ssh-to-the-world",
    "SSH of the fleet open to the world",
    "web",
    { cidr_ipv4: "0.0.0.0/0", from_port: 22, to_port: 22 },
    ["SSH from within the network", { cidr_ipv4: IN }],
  ),
  opens(
    "half-of-the-world",
    "The database's port open to half of the world",
    "database",
    { cidr_ipv4: "0.0.0.0/1", from_port: 3306, to_port: 3306 },
    ["The database's port open to the private tier", { cidr_ipv4: IN }],
  ),
  opens(
    "world-by-ipv6",
    "The database's port open to all of IPv6",
    "database",
    { cidr_ipv6: "::/0", from_port: 3306, to_port: 3306 },
    ["The database's port open to a private range", { cidr_ipv6: "fd00::/64" }],
  ),
  opens(
    "all-protocols",
    "Everything open to the world",
    "web",
    { cidr_ipv4: "0.0.0.0/0", ip_protocol: "-1" },
    ["Everything open to the private tier", { cidr_ipv4: IN }],
  ),
  opens(
    "port-range",
    "A range of ports, the database's among them, open to the world",
    "database",
    { cidr_ipv4: "0.0.0.0/0", from_port: 3000, to_port: 4000 },
    ["The same range open to the private tier", { cidr_ipv4: IN }],
  ),
  {
    name: "prefix-list",
    from: "lab",
    what: "The database's port open to a list of addresses that the plan doesn't show",
    add: rule("database", {
      prefix_list_id: "pl-0123456789abcdef0",
      from_port: 3306,
      to_port: 3306,
    }).add,
    label: risk(rule("database", {}).address),
    twin: {
      what: "The database's port open to the fleet once more",
      add: rule("database", {
        referenced_security_group_id: "${aws_security_group.web_firewall.id}",
        from_port: 3306,
        to_port: 3306,
      }).add,
      label: open(rule("database", {}).address),
    },
  },
  {
    name: "every-port-of-the-balancer",
    from: "lab",
    what: "The entry's rule lets the world in on every port",
    set: { [ENTRY]: { from_port: 0, to_port: 65535 } },
    label: risk(ENTRY),
    twin: {
      what: "The entry's rule gets other words",
      set: { [ENTRY]: { description: "the internet, by HTTP" } },
      label: safe,
    },
  },
  {
    name: "public-addresses",
    from: "lab",
    what: "New instances get public addresses",
    set: {
      [TEMPLATE]: {
        network_interfaces: [
          {
            associate_public_ip_address: "true",
            security_groups: ["${aws_security_group.web_firewall.id}"],
          },
        ],
      },
    },
    label: withFollowing(risk(TEMPLATE), FLEET),
    twin: {
      what: "Their network interfaces go with them",
      set: {
        [TEMPLATE]: {
          network_interfaces: [
            {
              associate_public_ip_address: "false",
              delete_on_termination: "true",
              security_groups: ["${aws_security_group.web_firewall.id}"],
            },
          ],
        },
      },
      label: safe,
    },
  },
  {
    name: "public-addresses-by-subnet",
    from: "lab",
    what: "A private subnet gives public addresses",
    set: { "aws_subnet.network_private_a": { map_public_ip_on_launch: true } },
    label: risk("aws_subnet.network_private_a"),
    twin: {
      what: "A private subnet gives its instances names",
      set: {
        "aws_subnet.network_private_a": { enable_resource_name_dns_a_record_on_launch: true },
      },
      label: safe,
    },
  },
  {
    name: "flow-logs-deleted",
    from: "prod",
    what: "Nobody records the network's connections any more",
    remove: [FLOW_LOGS],
    label: attention(FLOW_LOGS),
    twin: {
      what: "The network's connections are recorded every ten minutes",
      set: { [FLOW_LOGS]: { max_aggregation_interval: 600 } },
      label: safe,
    },
  },
];
