import { awsFault } from "../../terraform/aws-faults";
import { allowing } from "../support/calls";
import { BUCKET, OPERATORS, rightsOf, stateStackForOperators } from "../support/pipeline";
import { iam, key, may, mayNot, on } from "../support/rights";
import { synthState } from "../support/synth";
import { policyOf } from "../support/synthesized";

const stack = stateStackForOperators();
const { ops } = rightsOf(stack, "lab");
const statements = { statements: ops };
const LAB = { "aws:ResourceTag/Stage": "lab" };
const PROD = { "aws:ResourceTag/Stage": "prod" };
const OWNER = "aws:ResourceTag/aws:rds:primaryDBClusterArn";
const cluster = (stage: string) => on("rds", `cluster:${stage}-database`);
const fleet = (stage: string) =>
  on("autoscaling", `autoScalingGroup:1:autoScalingGroupName/${stage}-web`);
const SECRET = on("secretsmanager", "secret:rds!cluster-1");

test("each stage of the bucket has a role that the listed principals may take, and nobody else", () => {
  const roles = stack
    .addresses("aws_iam_role")
    .filter((address) => address.startsWith("aws_iam_role.operators_"));
  expect(roles.map((address) => stack.at(address).name).sort()).toEqual([
    "lab-eu-ops",
    "lab-ops",
    "prod-ops",
  ]);
  for (const role of roles) {
    expect(policyOf(stack.at(role).assume_role_policy)).toEqual([
      { Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: OPERATORS } },
    ]);
  }
  expect(stack.document.output.ops_role_arns?.value).toEqual({
    lab: "${aws_iam_role.operators_lab.arn}",
    prod: "${aws_iam_role.operators_prod.arn}",
    "lab-eu": "${aws_iam_role.operators_lab_eu.arn}",
  });
});

test("without principals there is no such role", () => {
  const state = synthState({ bucket: BUCKET });
  expect(state.addresses("aws_iam_role")).toEqual([]);
  expect(state.document.output).not.toHaveProperty("ops_role_arns");
});

describe("the role of lab", () => {
  may(statements, [
    ["s3:GetObject", key("lab.tfstate")],
    ["rds:DescribePendingMaintenanceActions", "*"],
    ["secretsmanager:DescribeSecret", SECRET],
    ["logs:FilterLogEvents", on("logs", "log-group:/lab/web")],
    ["logs:FilterLogEvents", on("logs", "log-group:/aws/rds/cluster/lab-database/error")],
    ["rds:FailoverDBCluster", cluster("lab")],
    ["autoscaling:CancelInstanceRefresh", fleet("lab")],
    ["ec2:DeregisterImage", "arn:aws:ec2:us-east-1::image/ami-1", LAB],
    ["ec2:DeleteSnapshot", "arn:aws:ec2:us-east-1::snapshot/snap-1", LAB],
    ["secretsmanager:RotateSecret", SECRET, { [OWNER]: cluster("lab") }],
  ]);

  mayNot(statements, [
    ["s3:GetObject", key("web/prod.tfstate")],
    ["s3:PutObject", key("lab.tfstate")],
    ["s3:PutObject", key("lab.tfstate.tflock")],
    ["secretsmanager:GetSecretValue", SECRET, { [OWNER]: cluster("lab") }],
    ["secretsmanager:RotateSecret", SECRET, { [OWNER]: cluster("prod") }],
    ["secretsmanager:RotateSecret", SECRET],
    ["logs:FilterLogEvents", on("logs", "log-group:/prod/web")],
    ["logs:FilterLogEvents", on("logs", "log-group:/aws/rds/cluster/lab-eu-database/error")],
    ["rds:FailoverDBCluster", cluster("prod")],
    ["rds:FailoverDBCluster", cluster("lab-eu")],
    ["autoscaling:CancelInstanceRefresh", fleet("lab-eu")],
    ["secretsmanager:RotateSecret", SECRET, { [OWNER]: cluster("lab-eu") }],
    ["rds:ModifyDBCluster", cluster("lab")],
    ["rds:ModifyDBInstance", on("rds", "db:lab-database-a")],
    ["rds:DeleteDBCluster", cluster("lab")],
    ["ec2:DeregisterImage", "arn:aws:ec2:us-east-1::image/ami-1", PROD],
    ["ec2:DeregisterImage", "arn:aws:ec2:us-east-1::image/ami-1"],
    ["ec2:TerminateInstances", on("ec2", "instance/i-1"), LAB],
    ["ssm:StartSession", on("ec2", "instance/i-1"), LAB],
    ["ssm:SendCommand", on("ec2", "instance/i-1"), LAB],
    ["kms:Decrypt", on("kms", "key/1"), { "kms:ViaService": "ssm.us-east-1.amazonaws.com" }],
    ["iam:PutRolePolicy", iam("role/lab-ops")],
    ["sts:AssumeRole", iam("role/lab-apply")],
  ]);
});

test("a refusal sends to this role for what it may do, and elsewhere for what it may not", () => {
  const told = (action: string) =>
    awsFault("AccessDenied", `not authorized to perform: ${action}`, { stage: "lab" });
  // S3's have other words, and Terraform's backend alone asks for them.
  for (const action of allowing(ops).filter((each) => !each.startsWith("s3:"))) {
    expect(told(action)).toContain("the role lab-ops has it");
  }
  for (const action of ["rds:ModifyDBInstance", "secretsmanager:GetSecretValue"]) {
    expect(told(action)).toContain("with the rights of the role lab-apply");
  }
});
