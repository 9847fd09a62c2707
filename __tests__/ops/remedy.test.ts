import type { Finding } from "../../ops/drift/classify";
import { remedyOf } from "../../ops/drift/remedy";
import { render } from "../../ops/drift/render";

const changed = (address: string, path: string, more: Partial<Finding> = {}): Finding => ({
  address,
  kind: "changed",
  does: "update",
  attributes: [{ path, before: "a", after: "b" }],
  ...more,
});

test.each<[what: string, finding: Finding, says: string]>([
  [
    "a value that a deploy sets again",
    changed("aws_rds_cluster_instance.database_a", "instance_class"),
    "deploy puts it back, or take it into the settings",
  ],
  [
    "a raised version, which AWS never lowers",
    changed("aws_rds_cluster.database", "engine_version"),
    "deploy can't put it back, since AWS lowers no version: write the version that runs into the settings",
  ],
  [
    "encryption, which only another cluster would have",
    changed("aws_rds_cluster.database", "kms_key_id", { does: "replace" }),
    "deploy can't put it back: it would destroy this one and make another; take the change into the settings, or save first what is in it",
  ],
])("a remedy works for %s", (_, finding, says) => {
  expect(remedyOf(finding)).toBe(says);
});

test("a policy that differs far behind its start shows where", () => {
  const policy = (principal: string) => `${"x".repeat(100)} "AWS": "${principal}"`;
  const attributes = [
    { path: "policy", before: policy("arn:aws:iam::1:root"), after: policy("*") },
  ];
  const findings = [changed("aws_s3_bucket_policy.bucket", "policy", { attributes })];
  const home = { backend: "file x", region: "us-east-1" };
  const text = render([{ stage: "lab", home, findings, unsure: [] }]);
  expect(text).toContain('\\"AWS\\": \\"arn:aws:iam::1:root\\""');
  expect(text).toContain('\\"AWS\\": \\"*\\""');
});
