import { rightsIn } from "../../review/rights";
import { addressOf } from "../../terraform/document";
import type { StackRule } from "./rule";

export const endpointUnlimited: StackRule = {
  id: "endpoint-unlimited",
  finds: "the endpoint of S3 leads to everybody's buckets: data goes out past every firewall",
  judge(stack) {
    return stack
      .all("aws_vpc_endpoint")
      .filter(({ values }) => values.vpc_endpoint_type === "Gateway" && isUnlimited(values.policy))
      .map((each) => ({ address: addressOf(each), title: "leads to everybody's buckets" }));
  },
};

// --- internal ---

/** Without a policy, AWS gives it one that allows everything. */
function isUnlimited(policy: unknown): boolean {
  if (policy === undefined || policy === null) return true;
  return rightsIn(String(policy)).some(
    ({ resource, conditional }) => /^(\*|arn:[^:]*:s3:::\*.*)$/.test(resource) && !conditional,
  );
}
