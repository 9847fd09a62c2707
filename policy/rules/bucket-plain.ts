import { statementsIn } from "../../review/rights";
import { addressOf } from "../../terraform/document";
import type { StackRule } from "./rule";

export const bucketPlain: StackRule = {
  id: "bucket-plain",
  finds: "a bucket answers requests without TLS",
  judge(stack) {
    return stack
      .all("aws_s3_bucket")
      .filter((bucket) =>
        stack
          .pointingAt(bucket, "aws_s3_bucket_policy", "bucket")
          .every(({ values }) => !refusesPlain(values.policy)),
      )
      .map((each) => ({ address: addressOf(each), title: "answers requests without TLS" }));
  },
};

// --- internal ---

function refusesPlain(policy: unknown): boolean {
  return statementsIn(String(policy)).some(
    ({ Effect, Condition }) =>
      Effect === "Deny" && JSON.stringify(Condition ?? "").includes("aws:SecureTransport"),
  );
}
