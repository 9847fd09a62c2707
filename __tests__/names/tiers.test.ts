import { byTier, tierOf } from "../../names/tiers";

test.each([
  ["aws_subnet.network_public_a", "network"],
  ["aws_lb.load_balancer", "load balancer"],
  [
    "aws_vpc_security_group_ingress_rule.load_balancer_firewall_from_internet_http",
    "load balancer",
  ],
  ["aws_vpc_security_group_egress_rule.web_firewall_to_database_sql", "web"],
  ["aws_rds_cluster.database", "database"],
  ["aws_sns_topic.alarms_mail", "alarms"],
  ["aws_s3_bucket.website", "website"],
])("%s is of the tier %s", (address, tier) => {
  expect(tierOf(address)).toBe(tier);
});

test("tiers come in the order of the way in, and others behind them", () => {
  const all = ["a.database", "a.alarms", "a.web_x", "a.network", "a.web"].map((address) => ({
    address,
  }));
  expect(byTier(all).map(([tier, { length }]) => [tier, length])).toEqual([
    ["network", 1],
    ["web", 2],
    ["database", 1],
    ["alarms", 1],
  ]);
});
