import { block, isBlock, TerraformJson } from "../terraform/document";

/** A policy document that stands in a stack. */
export interface PolicyDocument {
  /** Of the resource it stands in. */
  readonly address: string;
  /** Its JSON, with an ARN in place of each reference. */
  readonly text: string;
}

/** Every text of a stack that is an IAM policy: of roles, buckets, endpoints, and trust. */
export function policiesIn(document: unknown): PolicyDocument[] {
  return new TerraformJson(document).resources.flatMap(({ type, name, values }) =>
    textsIn(values)
      .filter(isPolicy)
      .map((text) => ({ address: `${type}.${name}`, text: completed(text) })),
  );
}

// --- internal ---

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isBlock(value) ? Object.values(value).flatMap(textsIn) : [];
}

function isPolicy(text: string): boolean {
  if (!text.startsWith("{")) return false;
  try {
    return "Statement" in block(JSON.parse(text));
  } catch {
    return false;
  }
}

/** Trust has no resource. parliament wants one all the same: the role that is trusted to somebody. */
function completed(text: string): string {
  const policy = block(JSON.parse(text.replaceAll(REFERENCE, arnOf)));
  const statements = [policy.Statement].flat().map((each) => {
    const isTrust = isBlock(each) && !("Resource" in each) && !("NotResource" in each);
    return isTrust ? { ...each, Resource: ARNS.aws_iam_role } : each;
  });
  return JSON.stringify({ ...policy, Statement: statements });
}

const REFERENCE = /\$\{(?:[^{}"]|\{[^{}]*\})*\}/g;
const ACCOUNT = "us-east-1:123456789012";

/** What a reference stands for, by the type that it names. parliament wants ARNs of the right shape. */
const ARNS: Readonly<Record<string, string>> = {
  aws_cloudwatch_log_group: `arn:aws:logs:${ACCOUNT}:log-group:/lab/web`,
  aws_iam_openid_connect_provider:
    "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com",
  aws_iam_policy: "arn:aws:iam::123456789012:policy/prod-boundary",
  aws_iam_role: "arn:aws:iam::123456789012:role/prod-web",
  aws_kms_key: `arn:aws:kms:${ACCOUNT}:key/00000000-0000-0000-0000-000000000000`,
  aws_rds_cluster: `arn:aws:secretsmanager:${ACCOUNT}:secret:rds!cluster-1-abcdef`,
  aws_s3_bucket: "arn:aws:s3:::lab-release-1",
  aws_sns_topic: `arn:aws:sns:${ACCOUNT}:prod`,
  aws_ssm_parameter: `arn:aws:ssm:${ACCOUNT}:parameter/lab/database/endpoint`,
};

function arnOf(reference: string): string {
  const [, type = ""] = /^\$\{(\w+)\./.exec(reference) ?? [];
  return ARNS[type] ?? "123456789012";
}
