import { Wafv2WebAcl, type Wafv2WebAclRule } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association";
import { Construct } from "constructs";
import { RULE_GROUPS, type RuleGroup } from "../names/rule-groups";
import { named, namesOf } from "../names/stage";
import { stackOf } from "./readable-stack";

/** Which web requests are refused before they reach an instance. */
export interface WebRules {
  /** count: what a rule would refuse is counted and let through. */
  readonly mode: "block" | "count";
  /** Their order means nothing: each group has its place. */
  readonly groups: readonly RuleGroup[];
  /** Requests of one address in five minutes. */
  readonly limit: number;
}

/** Rules in front of a load balancer: AWS's groups, and a limit for each address. */
export class WebAcl extends Construct {
  constructor(scope: Construct, id: string, resourceArn: string, rules: WebRules) {
    super(scope, id);
    const { web } = namesOf(stackOf(this));
    const acl = new Wafv2WebAcl(this, "wafv2-web-acl", {
      name: web,
      scope: "REGIONAL",
      defaultAction: { allow: {} },
      visibilityConfig: seenAs(web),
      rule: [limit(web, rules), ...groups(web, rules)],
    });
    new Wafv2WebAclAssociation(this, "wafv2-web-acl-association", {
      resourceArn,
      webAclArn: acl.arn,
    });
  }
}

// --- internal ---

/** First, since it refuses a flood before other rules look at it. */
function limit(prefix: string, { mode, limit: most }: WebRules): Wafv2WebAclRule {
  return {
    name: "limit",
    priority: 0,
    action: mode === "count" ? { count: {} } : { block: {} },
    statement: {
      rate_based_statement: {
        limit: most,
        aggregate_key_type: "IP",
        evaluation_window_sec: 300,
      },
    },
    visibilityConfig: seenAs(named(prefix, "limit")),
  };
}

/** Each group has its place in the table for good, so that one more moves no other. */
function groups(prefix: string, { mode, groups: chosen }: WebRules): Wafv2WebAclRule[] {
  return Object.entries(RULE_GROUPS).flatMap(([key, { name }], place) => {
    if (!chosen.includes(key as RuleGroup)) return [];
    return {
      name: key,
      priority: place + 1,
      // A group's rules have actions of their own, so AWS takes an override here, and no action.
      overrideAction: mode === "count" ? { count: {} } : { none: {} },
      statement: { managed_rule_group_statement: { vendor_name: "AWS", name } },
      visibilityConfig: seenAs(named(prefix, key)),
    };
  });
}

/** Counted by CloudWatch for nothing, and a sample of the requests is kept for three hours. */
function seenAs(metricName: string) {
  return { cloudwatchMetricsEnabled: true, metricName, sampledRequestsEnabled: true };
}
