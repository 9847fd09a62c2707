import { asking } from "../../ops/asking";
import { awsFault, awsFaultIn } from "../../terraform/aws-faults";

const at = { region: "eu-west-9", stage: "lab" };
const LOGIN =
  "log in (aws sso login) and set AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";
const denied = (action: string) =>
  `User: arn:aws:sts::123456789012:assumed-role/dev/ann is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`;

describe("an error of AWS's clients becomes one line with the remedy:", () => {
  test.each([
    [
      "no credentials",
      "CredentialsProviderError",
      "Could not load credentials from any providers",
      `must have credentials, got none; ${LOGIN}`,
    ],
    [
      "an expired session",
      "ExpiredTokenException",
      "The security token included in the request is expired",
      "must have credentials that are in force, got expired ones; log in again (aws sso login, or however you got them)",
    ],
    [
      "an expired login, of which the client says that it has no credentials",
      "CredentialsProviderError",
      "Token is expired. To refresh this SSO session run 'aws sso login' with the corresponding profile.",
      "must have credentials that are in force, got expired ones; log in again (aws sso login, or however you got them)",
    ],
    [
      "keys that AWS doesn't know, which a region that is off says too",
      "UnrecognizedClientException",
      "The security token included in the request is invalid.",
      "must have credentials that AWS knows, got others; look at AWS_PROFILE and the keys, at this machine's clock, and whether the account has enabled eu-west-9",
    ],
    [
      "a region that doesn't exist",
      "Error ENOTFOUND",
      "getaddrinfo ENOTFOUND sts.eu-west-9.amazonaws.com",
      "must be reached, got no answer; look at the network, a proxy, and whether eu-west-9 is a region",
    ],
    [
      "a region that the account hasn't enabled",
      "OptInRequired",
      "You are not subscribed to this service.",
      "must be a region that the account has enabled, got eu-west-9; enable it, or use the stage's own account",
    ],
    [
      "throttling",
      "ThrottlingException",
      "Rate exceeded",
      "asks AWS more often than the account may; nothing is wrong, try again in a minute",
    ],
    [
      "a right to read that is missing, with the action and the role that has it",
      "AccessDenied",
      denied("rds:DescribePendingMaintenanceActions"),
      "must be allowed rds:DescribePendingMaintenanceActions, got a refusal for arn:aws:sts::123456789012:assumed-role/dev/ann; use credentials with this right: the role lab-ops has it, if config/state.ts lists operators",
    ],
    [
      "a right to change something, which another role has",
      "AccessDenied",
      denied("rds:ModifyDBInstance"),
      "must be allowed rds:ModifyDBInstance, got a refusal for arn:aws:sts::123456789012:assumed-role/dev/ann; use credentials with the rights of the role lab-apply",
    ],
    [
      "EC2's refusal, which doesn't name the action",
      "UnauthorizedOperation",
      "You are not authorized to perform this operation.",
      "must be allowed what the command asks, got a refusal; use credentials with the rights of the role lab-apply",
    ],
  ])("%s", (_, name, message, says) => {
    expect(awsFault(name, message, at)).toBe(says);
  });
});

test("what AWS says well enough stays as it is, on one line", async () => {
  const question = () => Promise.reject(new Error("DBCluster lab-database\n is busy"));
  await expect(asking(at, question)).rejects.toThrow(
    "AWS in eu-west-9: DBCluster lab-database is busy",
  );
});

describe("what the AWS provider says in Terraform's words becomes the same line:", () => {
  const sts = (code: string, message: string) =>
    `Error: Retrieving AWS account details: validating provider credentials: retrieving caller identity from STS: operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: 1, api error ${code}: ${message}`;

  test.each([
    [
      "no credentials, which it says in two errors",
      'Error: No valid credential sources found with provider["registry.terraform.io/hashicorp/aws"], on cdk.tf.json line 4, in provider.aws[0]: Please see the documentation. Error: failed to refresh cached credentials, no EC2 IMDS role found, operation error ec2imds: GetMetadata, access disabled to EC2 IMDS via client option',
      `must have credentials, got none; ${LOGIN}`,
    ],
    [
      "an expired token",
      sts("ExpiredToken", "The security token included in the request is expired"),
      "must have credentials that are in force, got expired ones; log in again (aws sso login, or however you got them)",
    ],
    [
      "another account",
      'Error: AWS account ID not allowed: 999999999999 with provider["registry.terraform.io/hashicorp/aws"]',
      "must be asked in the stage's own account, got 999999999999; log in to that account, or set AWS_PROFILE",
    ],
    [
      "a missing right",
      `Error: reading RDS Cluster (lab-database): operation error RDS: DescribeDBClusters, https response error StatusCode: 403, api error AccessDenied: ${denied("rds:DescribeDBClusters")}`,
      "must be allowed rds:DescribeDBClusters, got a refusal for arn:aws:sts::123456789012:assumed-role/dev/ann; use credentials with this right: the role STAGE-ops has it, if config/state.ts lists operators",
    ],
  ])("%s", (_, text, says) => {
    expect(awsFaultIn(text)).toBe(says);
  });

  test.each([
    [
      "two rights",
      `Error: ${denied("rds:DescribeDBClusters")} Error: ${denied("ec2:DescribeVpcs")}`,
    ],
    ["another fault beside it", `${sts("ExpiredToken", "expired")} Error: Invalid index`],
    ["a fault of the configuration", "Error: Invalid index on cdk.tf.json line 3"],
  ])("and Terraform's own words stay where it names %s", (_, text) => {
    expect(awsFaultIn(text)).toBeUndefined();
  });
});
