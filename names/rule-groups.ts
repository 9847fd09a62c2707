/**
 * Rule groups that AWS keeps for its firewall of web requests, by our names: AWS's name, and the capacity
 * units that it needs. From "AWS Managed Rules rule groups list" in the WAF developer guide.
 */
export const RULE_GROUPS = {
  addresses: { name: "AWSManagedRulesAmazonIpReputationList", units: 25 },
  anonymous: { name: "AWSManagedRulesAnonymousIpList", units: 50 },
  common: { name: "AWSManagedRulesCommonRuleSet", units: 700 },
  inputs: { name: "AWSManagedRulesKnownBadInputsRuleSet", units: 200 },
  sql: { name: "AWSManagedRulesSQLiRuleSet", units: 200 },
  linux: { name: "AWSManagedRulesLinuxRuleSet", units: 200 },
  unix: { name: "AWSManagedRulesUnixRuleSet", units: 100 },
  admin: { name: "AWSManagedRulesAdminProtectionRuleSet", units: 100 },
  php: { name: "AWSManagedRulesPHPRuleSet", units: 100 },
  wordpress: { name: "AWSManagedRulesWordPressRuleSet", units: 100 },
  windows: { name: "AWSManagedRulesWindowsRuleSet", units: 200 },
} as const;

export type RuleGroup = keyof typeof RULE_GROUPS;

/** Units of a rule that limits the requests of each address. */
export const LIMIT_UNITS = 2;

/** Units of one web ACL that its price includes. AWS takes 5,000, and asks more for each request then. */
export const MOST_UNITS = 1500;
