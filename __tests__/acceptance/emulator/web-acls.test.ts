import { onCloud } from "../../support/cloud";
import { smallWorld } from "../../support/small-world";

const seen = { CloudWatchMetricsEnabled: false, MetricName: "x", SampledRequestsEnabled: false };
const GEO = { GeoMatchStatement: { CountryCodes: ["NL"] } };
const GROUP = { ManagedRuleGroupStatement: { VendorName: "AWS", Name: "X" } };
const COMMON = { VendorName: "AWS", Name: "AWSManagedRulesCommonRuleSet" };
const rule = (Priority: number, more: object) => ({
  Name: `r${Priority}`,
  Priority,
  Statement: GEO,
  VisibilityConfig: seen,
  ...more,
});
const block = { Action: { Block: {} } };
const many = Array.from({ length: 8 }, (_, i) =>
  rule(i, { Statement: { ManagedRuleGroupStatement: COMMON }, OverrideAction: { None: {} } }),
);

/** In AWS's own JSON: the project has no client for this one service. */
onCloud("of web ACLs the emulator refuses, as AWS does,", smallWorld, (at) => {
  const call = async (action: string, asked: object) => {
    const answer = await fetch(at.emulator.endpoint, {
      method: "POST",
      headers: {
        authorization: "AWS4-HMAC-SHA256 Credential=emulator/20260101/us-east-1/wafv2/aws4_request",
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": `AWSWAF_20190729.${action}`,
      },
      body: JSON.stringify(asked),
    });
    return (await answer.json()) as Record<string, unknown> & { __type?: string };
  };
  const create = (Name: string, Rules: object[]) =>
    call("CreateWebACL", {
      Name,
      Scope: "REGIONAL",
      DefaultAction: { Allow: {} },
      VisibilityConfig: seen,
      Rules,
    });

  test.each([
    ["two rules with one priority", [rule(1, block), rule(1, block)], "WAFInvalidParameter"],
    ["a rule without an action", [rule(1, {})], "WAFInvalidParameter"],
    [
      "a rule with an action and an override",
      [rule(1, { ...block, OverrideAction: { None: {} } })],
      "WAFInvalidParameter",
    ],
    ["an action on a group", [rule(1, { ...block, Statement: GROUP })], "WAFInvalidParameter"],
    ["more than 5,000 capacity units", many, "WAFLimitsExceeded"],
  ])("%s", async (_, rules, code) => {
    expect((await create("refused", rules)).__type).toContain(`${code}Exception`);
  });

  test("the end of one that a load balancer has, until it has it no more", async () => {
    const { Summary } = await create("used", [rule(1, block)]);
    const { ARN, Id, LockToken } = Summary as Record<string, string>;
    const ResourceArn = at.world.LoadBalancerArn;
    await call("AssociateWebACL", { WebACLArn: ARN, ResourceArn });
    const end = () => call("DeleteWebACL", { Name: "used", Scope: "REGIONAL", Id, LockToken });
    expect((await end()).__type).toContain("WAFAssociatedItemException");
    await call("DisassociateWebACL", { ResourceArn });
    expect((await end()).__type).toBeUndefined();
  });
});
