import { followApply } from "../../terraform/progress";

/** What is told of Terraform's lines: for a terminal, and for a log. */
function told(lines: readonly string[], total?: number): [status: string, line?: string][] {
  const all: [string, string?][] = [];
  const listen = followApply((status, line) => all.push([status, line]), total);
  lines.forEach(listen);
  return all;
}

test("an apply counts what is done, and says what it is at", () => {
  const lines = [
    "data.aws_availability_zones.network: Read complete after 0s [id=us-east-1]",
    "aws_vpc.network: Creating...",
    "aws_rds_cluster.database: Creating...",
    "aws_vpc.network: Still creating... [10s elapsed]",
    "aws_vpc.network: Creation complete after 11s [id=vpc-1]",
    "aws_lb.load_balancer: Modifying... [id=lb]",
    "aws_lb.load_balancer: Modifications complete after 0s [id=lb]",
    "aws_rds_cluster.database: Creation complete after 1m2s [id=c]",
  ];
  expect(told(lines, 10)).toEqual([
    [" 1/10 (at aws_rds_cluster.database)", " 1/10 aws_vpc.network created after 11s"],
    [" 2/10 (at aws_rds_cluster.database)", " 2/10 aws_lb.load_balancer changed after 0s"],
    [" 3/10", " 3/10 aws_rds_cluster.database created after 1m2s"],
  ]);
});

test("a destroy prints its total itself", () => {
  const lines = [
    "Plan: 0 to add, 0 to change, 2 to destroy.",
    "aws_vpc.network: Destroying... [id=vpc-1]",
    "aws_vpc.network: Destruction complete after 1s",
  ];
  expect(told(lines)).toEqual([["1/2", "1/2 aws_vpc.network destroyed after 1s"]]);
});
