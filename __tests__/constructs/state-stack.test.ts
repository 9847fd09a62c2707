import { synthState } from "../support/synth";
import { policyOf } from "../support/synthesized";

const stack = synthState({ bucket: "acme-state" });

test("its state is local at first", () => {
  expect(stack.document.terraform.backend).toEqual({
    local: { path: "../../../terraform.state.tfstate" },
  });
});

test("and then in the bucket that it made, locked and encrypted like any other", () => {
  const moved = synthState({ bucket: "acme-state", backend: { kind: "self", keyPrefix: "web/" } });
  expect(moved.document.terraform.backend).toEqual({
    s3: {
      bucket: "acme-state",
      encrypt: true,
      key: "web/state.tfstate",
      region: "us-east-1",
      use_lockfile: true,
    },
  });
  expect(moved.document.resource).toEqual(stack.document.resource);
});

test("the bucket can't be destroyed, nor emptied by a destroy", () => {
  expect(stack.at("aws_s3_bucket.bucket")).toMatchObject({
    bucket: "acme-state",
    force_destroy: false,
    lifecycle: { prevent_destroy: true },
  });
});

test("every version is kept for 90 days, and the newest 20 for longer", () => {
  expect(stack.at("aws_s3_bucket_versioning.bucket")).toMatchObject({
    versioning_configuration: { status: "Enabled" },
  });
  const { rule } = stack.at("aws_s3_bucket_lifecycle_configuration.bucket");
  expect(rule).toEqual([
    {
      id: "old-versions",
      status: "Enabled",
      filter: [{}],
      noncurrent_version_expiration: [{ noncurrent_days: 90, newer_noncurrent_versions: 20 }],
      expiration: [{ expired_object_delete_marker: true }],
      abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
    },
  ]);
});

test("it is encrypted, and closed to the public in all four ways", () => {
  const { rule } = stack.at("aws_s3_bucket_server_side_encryption_configuration.bucket");
  expect(rule).toEqual([{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }]);
  expect(stack.at("aws_s3_bucket_public_access_block.bucket")).toMatchObject({
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  });
});

test("whoever comes without TLS is refused, for the bucket and for what is in it", () => {
  expect(policyOf(stack.at("aws_s3_bucket_policy.bucket").policy)).toEqual([
    {
      Sid: "TlsOnly",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: ["${aws_s3_bucket.bucket.arn}", "${aws_s3_bucket.bucket.arn}/*"],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ]);
});

test("it outputs the name that stages put into their backend", () => {
  expect(stack.output("bucket_name")).toBe("${aws_s3_bucket.bucket.id}");
});

describe("an analyzer of the account reports what other accounts may use", () => {
  const github = { subject: "repo:acme/web" };
  const ANALYZER = "aws_accessanalyzer_analyzer.foreign_access";

  test("where there are roles for pipelines", () => {
    expect(synthState({ github }).at(ANALYZER)).toMatchObject({
      analyzer_name: "state-foreign-access",
      type: "ACCOUNT",
    });
    expect(stack.has(ANALYZER)).toBe(false);
  });

  test("unless the account has one already, since AWS takes one a region", () => {
    const there = synthState({ github: { ...github, analyzer: "none" } });
    expect(there.has(ANALYZER)).toBe(false);
  });
});
