import type { Surroundings } from "../../ops/drift/surroundings";
import { acl, DEFAULT, ELB, found, nic, OPEN } from "./surroundings";

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
