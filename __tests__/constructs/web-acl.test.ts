import { Wafv2WebAcl, type Wafv2WebAclRule } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { ReadableStack } from "../../constructs/readable-stack";
import { put, saidTo, sound } from "../support/refusals";
import { synth, synthStage } from "../support/synth";

const ACL = "aws_wafv2_web_acl.load_balancer_waf";
const rulesWith = (waf: object) =>
  synthStage("lab", { entry: { waf } }).at(ACL).rule as Record<string, unknown>[];

test("the load balancer has no web ACL until a stage asks for it", () => {
  expect(synthStage("prod").addresses("aws_wafv2_web_acl")).toEqual([]);
});

test("a web ACL limits each address first, then asks AWS's groups, each at its place for good", () => {
  const rules = rulesWith({});
  expect(rules.map(({ name, priority }) => [name, priority])).toEqual([
    ["limit", 0],
    ["addresses", 1],
    ["common", 3],
    ["inputs", 4],
    ["sql", 5],
  ]);
  expect(rules[0]).toMatchObject({
    statement: { rate_based_statement: { limit: 2000, aggregate_key_type: "IP" } },
  });
  expect(rules[2]).toMatchObject({
    statement: {
      managed_rule_group_statement: { vendor_name: "AWS", name: "AWSManagedRulesCommonRuleSet" },
    },
  });
  expect(rulesWith({ groups: ["sql", "addresses"] })).toEqual(
    rules.filter(({ name }) => ["limit", "addresses", "sql"].includes(String(name))),
  );
});

test.each([
  ["block", { block: {} }, { none: {} }],
  ["count", { count: {} }, { count: {} }],
])("every rule of the mode %s refuses, or only counts", (mode, action, override) => {
  const [limit, ...groups] = rulesWith({ mode });
  expect(limit).toMatchObject({ action });
  for (const group of groups) {
    expect(group).toMatchObject({ override_action: override });
    expect(group).not.toHaveProperty("action");
  }
});

test("it is associated with the load balancer", () => {
  const stack = synthStage("lab", { entry: { waf: {} } });
  expect(stack.at("aws_wafv2_web_acl_association.load_balancer_waf")).toMatchObject({
    resource_arn: "${aws_lb.load_balancer.arn}",
    web_acl_arn: `\${${ACL}.arn}`,
  });
});

test("rules beyond the capacity that the price includes are refused with what each needs", () => {
  const all = ["common", "inputs", "sql", "linux", "windows"];
  expect(saidTo({ lab: put(sound, "entry.waf", { groups: all }) })).toEqual([
    "lab.entry.waf.groups: must need at most 1500 capacity units, which the price includes, got 1502; leave one out: common 700, inputs 200, sql 200, linux 200, windows 200, the limit 2",
  ]);
});

describe("a stack isn't synthesized with rules that AWS alone would refuse:", () => {
  const seen = {
    cloudwatchMetricsEnabled: false,
    metricName: "x",
    sampledRequestsEnabled: false,
  };
  const group = { managed_rule_group_statement: { vendor_name: "AWS", name: "X" } };
  const of = (...rules: Partial<Wafv2WebAclRule>[]) => {
    return () =>
      synth("one", (app) => {
        const backend = { kind: "local" } as const;
        const stack = new ReadableStack(app, "one", { region: "us-east-1", backend, tags: {} });
        new Wafv2WebAcl(stack, "acl", {
          name: "x",
          scope: "REGIONAL",
          defaultAction: { allow: {} },
          visibilityConfig: seen,
          rule: rules.map((each, i) => ({
            name: `r${i}`,
            priority: i,
            visibilityConfig: seen,
            statement: { geo_match_statement: { country_codes: ["NL"] } },
            ...each,
          })),
        });
      });
  };
  const OTHER = { block: {} };

  test.each([
    ["no action", {}, "action alone, since its statement is no rule group, got []"],
    [
      "both kinds of action",
      { action: OTHER, overrideAction: { none: {} } },
      'action alone, since its statement is no rule group, got ["action","override_action"]',
    ],
    [
      "an action on a rule group",
      { action: OTHER, statement: group },
      'override_action alone, since its statement is a rule group, got ["action"]',
    ],
  ])("%s", (_, rule, says) => {
    expect(of(rule)).toThrow(`aws_wafv2_web_acl.acl: rule r0 must have ${says}`);
  });

  test("two with one priority", () => {
    const action = OTHER;
    expect(of({ action, priority: 4 }, { action, priority: 4 })).toThrow(
      "aws_wafv2_web_acl.acl: rules must have priorities that differ, got [4,4]; give each another number",
    );
  });
});
