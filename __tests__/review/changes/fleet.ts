import { attention, attentionAtOneOf, type Pair, risk, safe, withFollowing } from "../change";

const FLEET = "aws_autoscaling_group.web";
const TEMPLATE = "aws_launch_template.web";
const POLICY = "aws_autoscaling_policy.web_cpu";
const FROM_LB = "aws_vpc_security_group_ingress_rule.web_firewall_from_load_balancer_http";
const CLIENTS = "aws_ssm_parameter.database_clients";
const refresh = (healthy: number) => ({
  strategy: "Rolling",
  preferences: { max_healthy_percentage: 150, min_healthy_percentage: healthy },
});
const zone = (letter: string, what: string) => `aws_${what}.network_${letter}`;

export const fleet: readonly Pair[] = [
  {
    name: "fleet-smaller-than-now",
    from: "lab",
    what: "At most one instance, and two are running",
    settings: { web: { min: 1, max: 1 } },
    label: withFollowing(attention(FLEET), CLIENTS),
    twin: { what: "At most three instances", settings: { web: { max: 3 } }, label: safe },
  },
  {
    name: "scaling-policy-deleted",
    from: "lab",
    what: "The fleet grows no more under load",
    remove: [POLICY],
    label: attention(POLICY),
    twin: {
      what: "Another CPU target",
      set: {
        [POLICY]: {
          target_tracking_configuration: {
            predefined_metric_specification: { predefined_metric_type: "ASGAverageCPUUtilization" },
            target_value: 50,
          },
        },
      },
      label: safe,
    },
  },
  {
    name: "rollout-all-at-once",
    from: "lab",
    what: "Another instance type, and a rollout may take all instances at once",
    settings: { web: { instanceType: "t3.micro" } },
    set: { [FLEET]: { instance_refresh: refresh(0) } },
    label: attentionAtOneOf(FLEET, TEMPLATE),
    twin: {
      what: "Another instance type, an instance at a time",
      settings: { web: { instanceType: "t3.micro" } },
      label: safe,
    },
  },
  {
    name: "spot-instances",
    from: "lab",
    what: "Half of the new instances are spot instances",
    settings: { web: { fallbackTypes: ["t3.micro"] } },
    set: {
      [FLEET]: {
        mixed_instances_policy: {
          instances_distribution: { on_demand_percentage_above_base_capacity: 50 },
          launch_template: {
            launch_template_specification: {
              launch_template_id: `\${${TEMPLATE}.id}`,
              version: `\${${TEMPLATE}.latest_version}`,
            },
            override: [{ instance_type: "t2.micro" }, { instance_type: "t3.micro" }],
          },
        },
      },
    },
    label: attention(FLEET),
    twin: {
      what: "A second instance type, on demand",
      settings: { web: { fallbackTypes: ["t3.micro"] } },
      label: safe,
    },
  },
  {
    name: "health-of-instances-only",
    from: "lab",
    what: "An instance whose app fails is replaced no more",
    set: { [FLEET]: { health_check_type: "EC2" } },
    label: attention(FLEET),
    twin: {
      what: "New instances get more time to start",
      set: { [FLEET]: { health_check_grace_period: 900 } },
      label: safe,
    },
  },
  {
    name: "balancer-cut-off",
    from: "lab",
    what: "The rule that lets the load balancer reach the fleet goes",
    remove: [FROM_LB],
    label: risk(FROM_LB),
    twin: {
      what: "The rule gets other words",
      set: { [FROM_LB]: { description: "the load balancer, to the app" } },
      label: safe,
    },
  },
  {
    name: "database-cut-off",
    from: "lab",
    what: "The database listens to the fleet on another port than it is asked on",
    set: {
      "aws_vpc_security_group_ingress_rule.database_firewall_from_web_sql": {
        from_port: 3307,
        to_port: 3307,
      },
    },
    label: risk("aws_vpc_security_group_ingress_rule.database_firewall_from_web_sql"),
    twin: {
      what: "The rule gets other words",
      set: {
        "aws_vpc_security_group_ingress_rule.database_firewall_from_web_sql": {
          description: "the fleet, in SQL",
        },
      },
      label: safe,
    },
  },
  {
    name: "public-route-deleted",
    from: "lab",
    what: "The public subnets lose their way to the internet",
    remove: ["aws_route.network_public"],
    label: risk("aws_route.network_public"),
    twin: {
      what: "The public route table gets a tag",
      set: {
        "aws_route_table.network_public": { tags: { Name: "lab-network-public", Team: "web" } },
      },
      label: safe,
    },
  },
  {
    name: "subnet-moved",
    from: "lab",
    what: "A private subnet is made again in another zone",
    set: { "aws_subnet.network_private_b": { availability_zone: "us-east-1c" } },
    label: withFollowing(
      risk("aws_subnet.network_private_b"),
      FLEET,
      zone("private_b", "route_table_association"),
    ),
    twin: {
      what: "The subnet names its instances in DNS",
      set: {
        "aws_subnet.network_private_b": { enable_resource_name_dns_a_record_on_launch: true },
      },
      label: safe,
    },
  },
  {
    name: "domain-points-nowhere",
    from: "prod",
    what: "The domain's record goes",
    remove: ["aws_route53_record.load_balancer_alias"],
    label: risk("aws_route53_record.load_balancer_alias"),
    twin: {
      what: "The certificate's proof may be cached longer",
      set: { "aws_route53_record.load_balancer_validation": { ttl: 300 } },
      label: safe,
    },
  },
  {
    name: "fleet-without-balancer",
    from: "lab",
    what: "The fleet leaves its target group",
    set: { [FLEET]: { target_group_arns: [] } },
    label: risk(FLEET),
    twin: {
      what: "One more metric of the fleet",
      set: {
        [FLEET]: {
          enabled_metrics: [
            "GroupDesiredCapacity",
            "GroupInServiceInstances",
            "GroupMinSize",
            "GroupPendingInstances",
            "GroupTotalInstances",
          ],
        },
      },
      label: safe,
    },
  },
];
