import { rightsOf, stateStackForGithub } from "../../support/pipeline";
import { iam, key, may, mayNot, on } from "../../support/rights";

const { boundary, boundaryArn } = rightsOf(stateStackForGithub(), "lab");

describe("a role of lab that was given everything", () => {
  const everything = { Effect: "Allow", Action: "*", Resource: "*" } as const;
  const given = { statements: [everything], boundary };
  const secret = on("secretsmanager", "secret:rds!cluster-1");
  const of = (stage: string) => ({
    "aws:ResourceTag/aws:rds:primaryDBClusterArn": on("rds", `cluster:${stage}-database`),
  });

  may(given, [
    ["secretsmanager:GetSecretValue", secret, of("lab")],
    ["ssm:GetParametersByPath", on("ssm", "parameter/lab/database")],
    ["ssm:UpdateInstanceInformation", on("ec2", "instance/i-1")],
    ["ssmmessages:OpenDataChannel", "*"],
    ["logs:PutLogEvents", on("logs", "log-group:/lab/network/flow-logs:*")],
    ["s3:GetObject", "arn:aws:s3:::lab-image/first-boot.sh"],
  ]);

  mayNot(given, [
    ["secretsmanager:GetSecretValue", secret, of("prod")],
    ["secretsmanager:GetSecretValue", on("secretsmanager", "secret:key-of-some-vendor")],
    ["ssm:GetParameter", on("ssm", "parameter/prod/database/endpoint")],
    ["s3:GetObject", key("lab.tfstate")],
    ["s3:GetObject", key("web/prod.tfstate")],
    ["s3:PutObject", key("lab.tfstate")],
    ["iam:CreateRole", iam("role/lab-web"), { "iam:PermissionsBoundary": boundaryArn }],
    ["iam:PassRole", iam("role/lab-web")],
    ["sts:AssumeRole", iam("role/prod-apply")],
    ["organizations:LeaveOrganization", "*"],
    ["ec2:RunInstances", "*"],
    ["rds:DeleteDBCluster", on("rds", "cluster:lab-database")],
    ["ssm:SendCommand", "*"],
  ]);
});
