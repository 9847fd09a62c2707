import { allows } from "../../../service/iam";
import { BUCKET, rightsOf, stateStackForGithub } from "../../support/pipeline";
import { call, iam, key, may, mayNot, on } from "../../support/rights";

const stack = stateStackForGithub();
const lab = rightsOf(stack, "lab");
const prod = rightsOf(stack, "prod");
const apply = { statements: lab.apply };

const ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess";
const SSM = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore";
const AGENT = "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy";
const LAB = key("lab.tfstate");
const PROD = key("web/prod.tfstate");
const DNS = "route53:ChangeResourceRecordSetsNormalizedRecordNames";
const ZONE = "arn:aws:route53:::hostedzone/Z0123456789EXAMPLE";
const bound = { "iam:PermissionsBoundary": lab.boundaryArn };

describe("the apply role of lab", () => {
  may(apply, [
    ["s3:PutObject", LAB],
    ["s3:PutObject", `${LAB}.tflock`],
    ["s3:DeleteObject", `${LAB}.tflock`],
    ["s3:CreateBucket", "arn:aws:s3:::lab-release-1"],
    ["rds:DeleteDBCluster", on("rds", "cluster:lab-database")],
    ["rds:RestoreDBClusterToPointInTime", on("rds", "cluster:lab-database")],
    ["rds:RestoreDBClusterToPointInTime", on("rds", "cluster:lab-database-2")],
    ["rds:RestoreDBClusterFromSnapshot", on("rds", "cluster-snapshot:lab-before")],
    ["ec2:DeleteVpc", on("ec2", "vpc/vpc-1"), { "aws:ResourceTag/Stage": "lab" }],
    ["ec2:CreateRoute", on("ec2", "route-table/rtb-1")],
    ["iam:CreateRole", iam("role/lab-web"), bound],
    ["iam:PutRolePermissionsBoundary", iam("role/lab-web"), bound],
    ["iam:AttachRolePolicy", iam("role/lab-web"), { ...bound, "iam:PolicyARN": SSM }],
    ["iam:DetachRolePolicy", iam("role/lab-web"), { ...bound, "iam:PolicyARN": AGENT }],
    ["iam:PassRole", iam("role/lab-web"), { "iam:PassedToService": "ec2.amazonaws.com" }],
  ]);

  describe("may not reach what isn't lab's:", () => {
    const theirs = { "aws:ResourceTag/Stage": "prod" };
    const prefixed = { "aws:ResourceTag/Stage": "lab-eu" }; // begins like lab, and isn't
    mayNot(apply, [
      ["s3:GetObject", PROD],
      ["s3:PutObject", PROD],
      ["s3:PutObject", `${PROD}.tflock`],
      ["s3:DeleteObject", `${PROD}.tflock`],
      ["s3:PutObject", key("lab-eu.tfstate")],
      ["s3:PutObject", key("state.tfstate")],
      ["rds:ModifyDBCluster", on("rds", "cluster:prod-database")],
      ["rds:DeleteDBInstance", on("rds", "db:prod-database-a")],
      ["rds:DeleteDBCluster", on("rds", "cluster:lab-eu-database"), prefixed],
      ["rds:RestoreDBClusterToPointInTime", on("rds", "cluster:prod-database")],
      ["rds:RestoreDBClusterToPointInTime", on("rds", "cluster:lab-eu-database"), prefixed],
      ["rds:RestoreDBClusterFromSnapshot", on("rds", "cluster-snapshot:prod-before")],
      ["iam:PutRolePolicy", iam("role/prod-web"), bound],
      ["iam:DeleteRole", iam("role/prod-web")],
      ["iam:DeleteRole", iam("role/lab-eu-web"), prefixed],
      ["ssm:PutParameter", on("ssm", "parameter/prod/database/endpoint")],
      ["ssm:DeleteParameter", on("ssm", "parameter/lab-eu/database/endpoint")],
      ["logs:DeleteLogGroup", on("logs", "log-group:/aws/rds/cluster/prod-database/error")],
      [
        "autoscaling:UpdateAutoScalingGroup",
        on("autoscaling", "autoScalingGroup:1:autoScalingGroupName/prod-web"),
      ],
      [
        "elasticloadbalancing:DeleteLoadBalancer",
        on("elasticloadbalancing", "loadbalancer/app/prod-web/1"),
      ],
      [
        "elasticloadbalancing:DeleteTargetGroup",
        on("elasticloadbalancing", "targetgroup/web-1/2"),
        theirs,
      ],
      ["ec2:DeleteVpc", on("ec2", "vpc/vpc-1"), theirs],
      ["ec2:RevokeSecurityGroupIngress", on("ec2", "security-group/sg-1"), theirs],
      ["ec2:CreateTags", on("ec2", "vpc/vpc-1"), theirs],
      ["ec2:DeleteSubnet", on("ec2", "subnet/subnet-1"), prefixed],
      ["route53:ChangeResourceRecordSets", ZONE, { [DNS]: ["www.example.com"] }],
      ["acm:RequestCertificate", "*"],
    ]);
  });

  describe("may not make anything as another stage's:", () => {
    const theirs = { "aws:RequestTag/Stage": "prod" };
    const ours = { "aws:RequestTag/Stage": "lab" };
    may(apply, [["ec2:CreateVpc", on("ec2", "vpc/*"), ours]]);
    mayNot(apply, [
      ["ec2:CreateVpc", on("ec2", "vpc/*"), theirs],
      ["ec2:CreateTags", on("ec2", "vpc/vpc-1"), { ...theirs, "aws:ResourceTag/Stage": "lab" }],
      ["rds:AddTagsToResource", on("rds", "cluster:lab-database"), theirs],
      ["iam:TagRole", iam("role/lab-web"), theirs],
      [
        "elasticloadbalancing:AddTags",
        on("elasticloadbalancing", "targetgroup/web-1/2"),
        { "aws:RequestTag/Stage": "lab-eu" },
      ],
    ]);
  });

  describe("may not lose or change the state's past, nor its bucket:", () => {
    mayNot(apply, [
      ["s3:DeleteObject", LAB],
      ["s3:DeleteObjectVersion", LAB],
      ["s3:DeleteObjectVersion", `${LAB}.tflock`],
      ["s3:PutBucketVersioning", `arn:aws:s3:::${BUCKET}`],
      ["s3:PutLifecycleConfiguration", `arn:aws:s3:::${BUCKET}`],
      ["s3:PutBucketPolicy", `arn:aws:s3:::${BUCKET}`],
      ["s3:DeleteBucket", `arn:aws:s3:::${BUCKET}`],
      ["s3:PutObject", "arn:aws:s3:::prod-release-1/web.tar.gz"],
    ]);
  });

  describe("may not read a secret:", () => {
    mayNot(apply, [
      ["secretsmanager:GetSecretValue", on("secretsmanager", "secret:rds!cluster-1")],
      ["secretsmanager:PutResourcePolicy", on("secretsmanager", "secret:rds!cluster-1")],
      ["ssm:GetParameter", on("ssm", "parameter/prod/database/endpoint")],
      ["kms:Decrypt", on("kms", "key/1")],
      ["ec2:GetPasswordData", on("ec2", "instance/i-1")],
    ]);
  });

  describe("may not get more rights than it has:", () => {
    const other = { "iam:PermissionsBoundary": prod.boundaryArn };
    const ec2 = { "iam:PassedToService": "ec2.amazonaws.com" };
    mayNot(apply, [
      ["iam:CreateRole", iam("role/lab-web")],
      ["iam:CreateRole", iam("role/lab-web"), other],
      ["iam:CreateRole", iam("role/helper"), bound],
      ["iam:PutRolePolicy", iam("role/lab-web")],
      ["iam:PutRolePermissionsBoundary", iam("role/lab-web"), other],
      ["iam:DeleteRolePermissionsBoundary", iam("role/lab-web"), bound],
      ["iam:UpdateAssumeRolePolicy", iam("role/lab-web")],
      ["iam:AttachRolePolicy", iam("role/lab-web"), { ...bound, "iam:PolicyARN": ADMIN }],
      ["iam:AttachRolePolicy", iam("role/lab-web"), { ...bound, "iam:PolicyARN": AGENT }],
      ["iam:DetachRolePolicy", iam("role/lab-web"), { "iam:PolicyARN": SSM }],
      ["iam:AttachRolePolicy", iam("role/lab-web"), { "iam:PolicyARN": SSM }],
      ["iam:PutRolePolicy", iam("role/lab-apply"), bound],
      ["iam:DeleteRolePolicy", iam("role/lab-apply"), bound],
      ["iam:AttachRolePolicy", iam("role/lab-plan"), { ...bound, "iam:PolicyARN": SSM }],
      ["iam:UpdateAssumeRolePolicy", iam("role/lab-apply")],
      ["iam:PutRolePolicy", iam("role/lab-ops"), bound],
      ["iam:TagRole", iam("role/prod-ops")],
      ["iam:TagRole", iam("role/lab-apply")],
      ["iam:DeleteRole", iam("role/lab-eu-apply")],
      ["iam:PassRole", iam("role/lab-apply"), ec2],
      ["iam:CreatePolicyVersion", iam("policy/lab-boundary")],
      ["iam:SetDefaultPolicyVersion", iam("policy/lab-boundary")],
      ["iam:DeletePolicy", iam("policy/lab-boundary")],
      ["iam:CreatePolicy", iam("policy/lab-more")],
      ["iam:UpdateOpenIDConnectProviderThumbprint", iam("oidc-provider/x")],
      ["iam:AddClientIDToOpenIDConnectProvider", iam("oidc-provider/x")],
      ["iam:CreateUser", iam("user/lab-me")],
      ["iam:CreateAccessKey", iam("user/lab-me")],
      ["iam:PassRole", iam("role/Administrator"), ec2],
      ["iam:PassRole", iam("role/lab-web"), { "iam:PassedToService": "lambda.amazonaws.com" }],
      ["iam:PassRole", iam("role/lab-web")],
      [
        "iam:CreateServiceLinkedRole",
        iam("role/aws-service-role/x"),
        { "iam:AWSServiceName": "ecs.amazonaws.com" },
      ],
      ["sts:AssumeRole", iam("role/lab-web")],
    ]);
  });

  describe("may not act in another region:", () => {
    const elsewhere = { "aws:RequestedRegion": "eu-west-1" };
    mayNot(apply, [
      ["ec2:CreateVpc", "*", elsewhere],
      ["ec2:RunInstances", "*", elsewhere],
      ["kms:DescribeKey", "*", elsewhere],
      ["rds:DeleteDBCluster", "arn:aws:rds:eu-west-1:123456789012:cluster:lab-database"],
    ]);
  });
});

describe("the apply role of prod, whose data is protected,", () => {
  const rights = { statements: prod.apply };
  const cluster = on("rds", "cluster:prod-database");
  may(rights, [
    ["rds:ModifyDBCluster", cluster],
    ["rds:DeleteDBInstance", on("rds", "db:prod-database-b")],
  ]);
  mayNot(rights, [
    ["rds:DeleteDBCluster", cluster],
    ["rds:DeleteDBCluster", on("rds", "cluster-snapshot:prod-database-final")],
    ["rds:DeleteDBClusterAutomatedBackup", on("rds", "cluster-auto-backup:1")],
    ["rds:DeleteDBClusterSnapshot", on("rds", "cluster-snapshot:prod-database-final")],
  ]);
});

describe("a stage's pipeline deploys the stack of its image where one is baked:", () => {
  const image = on("imagebuilder", "image/prod-image-web/1.0.1/1");
  const recipe = on("imagebuilder", "image-recipe/prod-image-web/1.0.1");
  const state = key("web/prod-image.tfstate");
  may({ statements: prod.plan }, [
    ["imagebuilder:GetImage", image],
    ["s3:GetObject", state],
  ]);
  mayNot({ statements: prod.plan }, [["imagebuilder:CreateImage", image]]);
  may({ statements: prod.apply }, [
    ["imagebuilder:CreateImage", image],
    ["s3:PutObject", state],
  ]);
  mayNot({ statements: prod.apply }, [
    ["s3:DeleteObject", state],
    ["imagebuilder:CreateImage", on("imagebuilder", "image/lab-image-web/1.0.1/1")],
    ["imagebuilder:DeleteImageRecipe", recipe, { "aws:ResourceTag/Stage": "lab" }],
    ["imagebuilder:PutImagePolicy", image], // shares it with other accounts
    ["imagebuilder:StartImagePipelineExecution", on("imagebuilder", "image-pipeline/prod-image-x")],
  ]);
  mayNot(apply, [["imagebuilder:CreateImage", image]]); // lab's is stock
});

describe("the apply role of prod may change in DNS", () => {
  test.each([
    ["its own name", ["www.example.com"], true],
    ["its proof for a certificate", ["_1a2b.www.example.com"], true],
    ["not another's name in the zone", ["lab.example.com"], false],
    ["not the zone's own", ["example.com"], false],
    ["not another's beside its own", ["www.example.com", "example.com"], false],
  ])("%s", (_, names, allowed) => {
    const change = call("route53:ChangeResourceRecordSets", ZONE, { [DNS]: names });
    expect(allows(prod.apply, change)).toBe(allowed);
  });

  test("and nothing in another zone", () => {
    const zone = "arn:aws:route53:::hostedzone/Z1";
    const change = call("route53:ChangeResourceRecordSets", zone, { [DNS]: ["www.example.com"] });
    expect(allows(prod.apply, change)).toBe(false);
  });
});
