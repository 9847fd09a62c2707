import * as lists from "../../../constructs/pipeline/actions";
import { allows } from "../../../service/iam";
import { BUCKET, rightsOf, stateStackForGithub } from "../../support/pipeline";
import { call, iam, key, may, mayNot, on } from "../../support/rights";

const stack = stateStackForGithub();
const lab = rightsOf(stack, "lab");
const plan = { statements: lab.plan };
const LAB = key("lab.tfstate");
const PROD = key("web/prod.tfstate");

describe("the plan role of lab", () => {
  may(plan, [
    ["s3:GetObject", LAB],
    ["s3:ListBucket", `arn:aws:s3:::${BUCKET}`],
    ["ec2:DescribeVpcs", "*"],
    ["ssm:GetParameter", on("ssm", "parameter/lab/database/endpoint")],
    ["iam:GetRole", iam("role/lab-web")],
  ]);

  mayNot(plan, [
    ["s3:GetObject", PROD],
    ["s3:GetObject", key("lab-eu.tfstate")],
    ["s3:GetObject", key("state.tfstate")],
    ["s3:GetObject", `${LAB}.tflock`],
    ["s3:GetObjectVersion", LAB],
    ["s3:PutObject", LAB],
    ["s3:PutObject", `${LAB}.tflock`],
    ["s3:DeleteObject", `${LAB}.tflock`],
    ["secretsmanager:GetSecretValue", on("secretsmanager", "secret:rds!cluster-1")],
    ["secretsmanager:BatchGetSecretValue", "*"],
    ["ssm:GetParameter", on("ssm", "parameter/prod/database/endpoint")],
    ["ssm:GetParameter", on("ssm", "parameter/lab-eu/database/endpoint")],
    ["kms:Decrypt", on("kms", "key/1")],
    ["ec2:DescribeVpnConnections", "*"], // shared keys
    ["ec2:DescribeClientVpnEndpoints", "*"],
    ["ec2:DescribeInstanceAttribute", on("ec2", "instance/i-1")], // user data
    ["ec2:DescribeInstances", "*"],
    ["ec2:DescribeSpotInstanceRequests", "*"], // user data, too
    ["autoscaling:DescribeLaunchConfigurations", "*"], // and again
    ["ssm:GetParameterHistory", on("ssm", "parameter/lab/database/endpoint")],
    ["s3:GetObjectVersion", "arn:aws:s3:::lab-release-1/web.tar.gz"],
    ["iam:GetPolicyVersion", iam("policy/lab-boundary")],
    ["ec2:GetPasswordData", on("ec2", "instance/i-1")],
    ["ec2:GetConsoleOutput", on("ec2", "instance/i-1")],
    ["sts:AssumeRole", iam("role/lab-apply")],
  ]);

  test("reads no secure string, with whatever right to a key", () => {
    const keys = { Effect: "Allow", Action: "kms:Decrypt", Resource: "*" } as const;
    const via = (service: string) =>
      call("kms:Decrypt", on("kms", "key/1"), {
        "kms:ViaService": `${service}.us-east-1.amazonaws.com`,
      });
    expect(allows([...lab.plan, keys], via("ssm"))).toBe(false);
    expect(allows([...lab.apply, keys], via("ssm"))).toBe(false);
    expect(allows([...lab.plan, keys], via("s3"))).toBe(true);
  });

  test("has each of its reads by name, so that AWS's next one isn't among them", () => {
    const allowed = plan.statements.filter(({ Effect }) => Effect === "Allow");
    expect(
      allowed.flatMap(({ Action = [] }) => Action).filter((each) => each.includes("*")),
    ).toEqual([]);
  });

  const writes = [...Object.values(lists).flat(), "acm:RequestCertificate", "iam:PassRole"]
    .concat("route53:ChangeResourceRecordSets", "iam:CreateServiceLinkedRole", "kms:CreateGrant")
    .concat("secretsmanager:CreateSecret", "secretsmanager:TagResource");

  test.each([...new Set(writes)])("may not %s, whatever it is on", (action) => {
    const wide = action.replace("*", "Image");
    const allowing = plan.statements.filter(({ Action, Effect }) =>
      allows([{ Effect, Action: Action ?? [], Resource: "*" }], call(wide, "*")),
    );
    expect(allowing).toEqual([]);
  });
});
