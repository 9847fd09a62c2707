import { foreignIn } from "../../ops/drift/foreign";
import { Ours } from "../../ops/drift/ours";
import type { Surroundings } from "../../ops/drift/surroundings";
import type { Values } from "../../terraform/plan";
import { planOf } from "./support";

const ELB = "arn:aws:elasticloadbalancing:us-east-1:123456789012";
const LISTENER = `${ELB}:listener/app/lab-web/1/2`;
const there: Record<string, Values> = {
  "aws_vpc.network": { id: "vpc-1" },
  "aws_subnet.network_private_a": { id: "subnet-1" },
  "aws_security_group.database_firewall": { id: "sg-1" },
  "aws_nat_gateway.network_nat_a": { id: "nat-1", network_interface_id: "eni-1" },
  "aws_lb.load_balancer": { arn: `${ELB}:loadbalancer/app/lab-web/1`, arn_suffix: "app/lab-web/1" },
  "aws_lb_listener.load_balancer_http": { id: LISTENER, arn: LISTENER },
  "aws_rds_cluster.database": { id: "lab-database", engine_version: "8.0.mysql_aurora.3.10.0" },
  "aws_rds_cluster_instance.database_a": { id: "lab-database-a", instance_class: "db.t4g.medium" },
  "aws_autoscaling_group.web": { id: "lab-web", name: "lab-web" },
  "aws_autoscaling_policy.web_cpu": { id: "cpu", arn: "arn:cpu" },
};
const ours = new Ours(planOf([], there));

const OPEN = { RuleNumber: 100, RuleAction: "allow", Protocol: "-1", CidrBlock: "0.0.0.0/0" };
const DEFAULT = [
  { ...OPEN, Egress: false },
  { ...OPEN, Egress: true },
  { ...OPEN, RuleNumber: 32767, RuleAction: "deny", Egress: false },
  { ...OPEN, RuleNumber: 32767, RuleAction: "deny", Egress: true },
];
const acl = (entries: object[]) => ({
  NetworkAclId: "acl-1",
  IsDefault: true,
  Entries: entries,
  Associations: [{ SubnetId: "subnet-1" }],
});
const nic = (id: string, more: object) => ({ NetworkInterfaceId: id, VpcId: "vpc-1", ...more });

/** What AWS holds of the stage when nobody has added a thing. */
const alone: Surroundings = {
  listeners: [{ ListenerArn: LISTENER, LoadBalancerArn: `${ELB}:loadbalancer/app/lab-web/1` }],
  rules: [],
  instances: ["i-1"],
  scheduledActions: [],
  policies: [{ PolicyARN: "arn:cpu", PolicyName: "cpu", AutoScalingGroupName: "lab-web" }],
  acls: [acl(DEFAULT)],
  interfaces: [
    nic("eni-1", {}),
    nic("eni-2", { Description: "ELB app/lab-web/1" }),
    nic("eni-3", { Description: "RDSNetworkInterface", Groups: [{ GroupId: "sg-1" }] }),
    nic("eni-4", { Attachment: { InstanceId: "i-1" } }),
  ],
  dbClusters: [{ DBClusterIdentifier: "lab-database", PendingModifiedValues: {} }],
  dbInstances: [{ DBInstanceIdentifier: "lab-database-a" }],
  parts: [
    { kind: "subnet", id: "subnet-1", vpc: "vpc-1" },
    { kind: "NAT gateway", id: "nat-1", vpc: "vpc-1" },
  ],
};
const found = (more: Partial<Surroundings>) => foreignIn({ ...alone, ...more }, ours);

test("nothing of ours is foreign, nor is what AWS makes for it", () => {
  expect(found({})).toEqual([]);
});

const group = { AutoScalingGroupName: "lab-web" };
const HOLDS = /^it holds the network: a destroy waits for it, and fails in the end$/;
test.each<[string, Partial<Surroundings>, string, string, RegExp]>([
  [
    "a listener",
    {
      listeners: [
        {
          ListenerArn: `${ELB}:listener/app/lab-web/1/9`,
          LoadBalancerArn: `${ELB}:loadbalancer/app/lab-web/1`,
          Port: 8080,
          Protocol: "HTTP",
          DefaultActions: [{ Type: "forward", TargetGroupArn: `${ELB}:targetgroup/other/5` }],
        },
      ],
    },
    "aws_lb.load_balancer",
    "HTTP 8080, forward to other",
    /^the load balancer also answers on port 8080/,
  ],
  [
    "a rule on our listener",
    {
      rules: [
        {
          RuleArn: `${ELB}:listener-rule/app/lab-web/1/2/7`,
          Priority: "1",
          Conditions: [{ Field: "path-pattern", Values: ["/*"] }],
          Actions: [{ Type: "fixed-response" }],
        },
      ],
    },
    "aws_lb_listener.load_balancer_http",
    "1, path-pattern /*: fixed-response",
    /^users who ask for path-pattern \/\* don't get to the fleet$/,
  ],
  [
    "a scheduled action that ends the fleet",
    {
      scheduledActions: [
        { ...group, ScheduledActionName: "night", Recurrence: "0 1 * * *", MinSize: 0, MaxSize: 0 },
      ],
    },
    "aws_autoscaling_group.web",
    "night, at 0 1 * * *: min 0, max 0",
    /^it ends all instances: nobody is served until a deploy$/,
  ],
  [
    "a scheduled action that grows the fleet",
    {
      scheduledActions: [
        { ...group, ScheduledActionName: "sale", StartTime: "2027-01-01T00:00:00Z", MinSize: 4 },
      ],
    },
    "aws_autoscaling_group.web",
    "sale, on 2027-01-01T00:00:00Z: min 4",
    /^it sets the fleet's sizes/,
  ],
  [
    "another scaling policy",
    {
      policies: [
        { ...group, PolicyARN: "arn:other", PolicyName: "other", PolicyType: "SimpleScaling" },
      ],
    },
    "aws_autoscaling_group.web",
    "other, SimpleScaling",
    /^it scales the fleet against our policies/,
  ],
  [
    "an entry of a network ACL that denies all",
    { acls: [acl([{ ...OPEN, RuleNumber: 1, RuleAction: "deny", Egress: false }, ...DEFAULT])] },
    "aws_subnet.network_private_a",
    "acl-1 1: denies all 0.0.0.0/0 in",
    /^what it denies is dropped in aws_subnet\.network_private_a$/,
  ],
  [
    "a network ACL that no more lets all out",
    { acls: [acl(DEFAULT.filter(({ Egress, RuleAction }) => !Egress || RuleAction === "deny"))] },
    "aws_subnet.network_private_a",
    "acl-1: has no entry that allows all out",
    /^what no other entry allows is dropped in aws_subnet\.network_private_a$/,
  ],
  [
    "a subnet",
    { parts: [{ kind: "subnet", id: "subnet-9", vpc: "vpc-1" }] },
    "aws_vpc.network",
    "subnet-9",
    HOLDS,
  ],
  [
    "a network ACL that no subnet of ours has",
    { acls: [acl(DEFAULT), { NetworkAclId: "acl-9", VpcId: "vpc-1", IsDefault: false }] },
    "aws_vpc.network",
    "acl-9",
    HOLDS,
  ],
  [
    "a network interface",
    { interfaces: [nic("eni-9", { Description: "AWS Lambda VPC ENI" })] },
    "aws_vpc.network",
    "eni-9 (AWS Lambda VPC ENI)",
    HOLDS,
  ],
  [
    "another stage's database",
    {
      interfaces: [
        nic("eni-9", { Description: "RDSNetworkInterface", Groups: [{ GroupId: "sg-9" }] }),
      ],
    },
    "aws_vpc.network",
    "eni-9 (RDSNetworkInterface)",
    HOLDS,
  ],
])("%s is found, with what it does", (_, more, address, says, hurts) => {
  expect(found(more)).toMatchObject([{ address, says, hurts: expect.stringMatching(hurts) }]);
});

test("the command that removes a part names it, and its network where AWS asks for that", () => {
  const parts = [
    { kind: "subnet", id: "subnet-9", vpc: "vpc-1" },
    { kind: "VPN gateway", id: "vgw-9", vpc: "vpc-1" },
  ] as const;
  expect(found({ parts }).map(({ undo }) => undo)).toEqual([
    "ec2 delete-subnet --subnet-id subnet-9",
    "ec2 detach-vpn-gateway --vpc-id vpc-1 --vpn-gateway-id vgw-9",
  ]);
});

test("a name that others chose is one word of the command, whatever a shell makes of it", () => {
  const name = "night; id";
  const action = { ...group, ScheduledActionName: name, Recurrence: "0 1 * * *", MinSize: 1 };
  const policy = { ...group, PolicyARN: "arn:other", PolicyName: name };
  const all = found({ scheduledActions: [action], policies: [policy] });
  expect(all.map(({ undo }) => undo?.slice(-11))).toEqual(["'night; id'", "'night; id'"]);
});
