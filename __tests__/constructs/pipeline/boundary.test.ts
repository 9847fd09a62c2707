import { rightsOf, stateStackForGithub } from "../../support/pipeline";
import { iam, key, may, mayNot, on } from "../../support/rights";

const { boundary, boundaryArn } = rightsOf(stateStackForGithub(), "lab");

describe("a role of lab that was given everything", () => {
  const everything = { Effect: "Allow", Action: "*", Resource: "*" } as const;
  const given = { statements: [everything], boundary };
  const secret = on("secretsmanager", "secret:rds!cluster-1");
  const cluster = (stage: string) => ({
    "aws:ResourceTag/aws:rds:primaryDBClusterArn": on("rds", `cluster:${stage}-database`),
  });
  const onInstance = { "ec2:SourceInstanceARN": on("ec2", "instance/i-1") };
  const of = (stage: string) => ({ ...cluster(stage), ...onInstance });

  may(given, [
    ["secretsmanager:GetSecretValue", secret, of("lab")],
    [
      "kms:Decrypt",
      on("kms", "key/1"),
      { "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com" },
    ],
    ["cloudwatch:PutMetricData", "*", { "cloudwatch:namespace": "Web" }],
    ["logs:PutLogEvents", on("logs", "log-group:/lab/web:log-stream:i-1")],
    ["logs:CreateLogStream", on("logs", "log-group:/aws/imagebuilder/lab-image-web:log-stream:1")],
    ["imagebuilder:GetComponent", on("imagebuilder", "component/lab-image-web/1.0.1/1")],
    ["ssm:GetParametersByPath", on("ssm", "parameter/lab/database")],
    ["ssm:UpdateInstanceInformation", on("ec2", "instance/i-1")],
    ["ssmmessages:OpenDataChannel", "*"],
    ["logs:PutLogEvents", on("logs", "log-group:/lab/network/flow-logs:*")],
    ["s3:GetObject", "arn:aws:s3:::lab-image/first-boot.sh"],
  ]);

  mayNot(given, [
    ["secretsmanager:GetSecretValue", secret, of("prod")],
    // As a foreign account that a trust let in: no instance's profile gave these credentials.
    ["secretsmanager:GetSecretValue", secret, cluster("lab")],
    ["kms:Decrypt", on("kms", "key/1")],
    ["kms:Decrypt", on("kms", "key/1"), { "kms:ViaService": "ssm.us-east-1.amazonaws.com" }],
    ["cloudwatch:PutMetricData", "*", { "cloudwatch:namespace": "AWS/RDS" }],
    ["logs:PutLogEvents", on("logs", "log-group:/prod/web:log-stream:i-1")],
    ["logs:CreateLogGroup", on("logs", "log-group:/lab/more")],
    ["logs:PutRetentionPolicy", on("logs", "log-group:/lab/web")],
    ["logs:DescribeLogGroups", "*"],
    ["ec2messages:SomethingNew", "*"],
    ["ssmmessages:SomethingNew", "*"],
    [
      "secretsmanager:GetSecretValue",
      on("secretsmanager", "secret:key-of-some-vendor"),
      onInstance,
    ],
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
