import { foreignIn } from "../../ops/drift/foreign";
import { Ours } from "../../ops/drift/ours";
import type { Surroundings } from "../../ops/drift/surroundings";
import type { Values } from "../../terraform/plan";
import { planOf } from "./support";

export const ELB = "arn:aws:elasticloadbalancing:us-east-1:123456789012";
export const LISTENER = `${ELB}:listener/app/lab-web/1/2`;
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

export const OPEN = {
  RuleNumber: 100,
  RuleAction: "allow",
  Protocol: "-1",
  CidrBlock: "0.0.0.0/0",
};
export const DEFAULT = [
  { ...OPEN, Egress: false },
  { ...OPEN, Egress: true },
  { ...OPEN, RuleNumber: 32767, RuleAction: "deny", Egress: false },
  { ...OPEN, RuleNumber: 32767, RuleAction: "deny", Egress: true },
];
export const acl = (entries: object[]) => ({
  NetworkAclId: "acl-1",
  IsDefault: true,
  Entries: entries,
  Associations: [{ SubnetId: "subnet-1" }],
});
export const nic = (id: string, more: object) => ({
  NetworkInterfaceId: id,
  VpcId: "vpc-1",
  ...more,
});

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
/** What is foreign where AWS holds this. */
export const found = (more: Partial<Surroundings>) => foreignIn({ ...alone, ...more }, ours);
