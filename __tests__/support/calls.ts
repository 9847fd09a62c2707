import { allows, type Call, type StatementJson } from "../../service/iam";
import { RESOURCES } from "./called-resources";
import { objectCall } from "./object-calls";

/** Those of the calls, and of what AWS asks for beside them, that a role of the stage may not make. */
export function refused(
  calls: readonly string[],
  statements: readonly StatementJson[],
  place: Place,
): string[] {
  if (calls.length === 0) throw new Error("no calls: nothing was measured");
  return calls
    .flatMap((line) => judgedAs(line, place))
    .filter((call) => !allows(statements, call))
    .map(({ action, resource }) => `${action} on ${resource}`);
}

/** Whether a role may do something to what our stacks name, and what AWS asks for beside it. */
export function mayDo(action: string, statements: readonly StatementJson[], place: Place): boolean {
  return judged(action, place).every((call) => allows(statements, call));
}

/** The actions that calls need, each once. */
export function needing(calls: readonly string[], place: Place): ReadonlySet<string> {
  return new Set(calls.flatMap((line) => judgedAs(line, place)).map(({ action }) => action));
}

/** The actions that are allowed by name, each once. */
export function allowing(statements: readonly StatementJson[]): string[] {
  const some = statements.filter(({ Effect }) => Effect === "Allow");
  return [...new Set(some.flatMap(({ Action = [] }) => Action))].sort();
}

/** Where calls are made: the stage, and what its roles are held to. */
export interface Place {
  readonly stage: string;
  readonly boundaryArn: string;
}

/** A call as IAM judges it, and what AWS asks for beside it. */
function judgedAs(line: string, place: Place): Call[] {
  const [signed = "", verb = "", path] = line.split(" ");
  const service = SIGNED_AS[signed] ?? signed;
  if (service === "s3") return [objectCall(verb, path ?? "")];
  const call = path === undefined ? `${service}:${verb}` : actionAt(line);
  const [, action] = OF_BUDGETS.find(([pattern]) => pattern.test(call)) ?? [call, call];
  return FREE.has(action) ? [] : judged(action, place);
}

/** Services whose calls are signed with another name than their actions begin with. */
const SIGNED_AS: Readonly<Record<string, string>> = { monitoring: "cloudwatch", tagging: "tag" };

/** Calls of Budgets, which has one right for reading and one for writing. */
const OF_BUDGETS: readonly (readonly [RegExp, string])[] = [
  [/^budgets:Describe/, "budgets:ViewBudget"],
  [/^budgets:(Create|Update|Delete)/, "budgets:ModifyBudget"],
];

function judged(action: string, place: Place): Call[] {
  return [action, ...(BESIDE[action] ?? [])].flatMap((each) => callsOf(each, place));
}

/**
 * Needs no right: who one is, everybody may ask (on AWS the provider asks STS, and the emulator gets
 * its second try); and a mistake of the provider's, which doesn't mind the refusal (its issue 47508).
 */
const FREE = new Set(["iam:GetUser", "sts:GetCallerIdentity", "ec2:GetInstanceUefiData"]);

/**
 * What AWS also wants to be allowed, by its documentation, which the emulator doesn't ask for: tags
 * that come with a new thing, roles that are handed on, the database's secret, a group's instances.
 */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  "acm:RequestCertificate": ["acm:AddTagsToCertificate"],
  "autoscaling:CreateAutoScalingGroup": ["ec2:RunInstances", "iam:PassRole", "ssm:GetParameters"],
  "backup:CreateBackupPlan": ["backup:TagResource"],
  "backup:CreateBackupSelection": ["iam:PassRole"],
  "backup:CreateBackupVault": ["backup:TagResource", "backup-storage:MountCapsule"],
  "budgets:ModifyBudget": ["budgets:TagResource"],
  "ec2:CreateFlowLogs": ["iam:PassRole", "ec2:CreateTags"],
  "elasticloadbalancing:CreateLoadBalancer": ["elasticloadbalancing:AddTags"],
  "iam:AddRoleToInstanceProfile": ["iam:PassRole"],
  "iam:CreateInstanceProfile": ["iam:TagInstanceProfile"],
  "iam:CreateRole": ["iam:TagRole"],
  "imagebuilder:CreateComponent": ["imagebuilder:TagResource"],
  "imagebuilder:CreateImage": [
    "iam:CreateServiceLinkedRole",
    "imagebuilder:GetDistributionConfiguration",
    "imagebuilder:GetImageRecipe",
    "imagebuilder:GetInfrastructureConfiguration",
    "imagebuilder:TagResource",
  ],
  "imagebuilder:CreateImageRecipe": [
    "ec2:DescribeImages",
    "imagebuilder:GetComponent",
    "imagebuilder:GetImage arn:aws:imagebuilder:us-east-1:aws:image/amazon-linux-2023-x86/x.x.x",
    "imagebuilder:TagResource",
  ],
  "imagebuilder:CreateInfrastructureConfiguration": ["iam:PassRole", "imagebuilder:TagResource"],
  "kms:CreateKey": ["kms:TagResource"],
  "logs:CreateLogGroup": ["logs:TagResource"],
  "rds:CreateDBCluster": [
    "kms:DescribeKey",
    "rds:AddTagsToResource",
    "secretsmanager:CreateSecret",
    "secretsmanager:TagResource",
  ],
  "rds:RestoreDBClusterToPointInTime": ["rds:AddTagsToResource"],
  "ssm:PutParameter": ["ssm:AddTagsToResource"],
  "wafv2:AssociateWebACL": ["elasticloadbalancing:SetWebAcl"],
  "wafv2:CreateWebACL": ["wafv2:TagResource"],
  "wafv2:DisassociateWebACL": ["elasticloadbalancing:SetWebAcl"],
};

function actionAt(line: string): string {
  const [, named] = /^imagebuilder \w+ \/(\w+)/.exec(line) ?? [];
  if (named !== undefined) return `imagebuilder:${named}`;
  const known = PATHS.find(([pattern]) => pattern.test(line));
  if (known === undefined) throw new Error(`${line}: is no action that is known here`);
  return known[1];
}

const PATHS: readonly (readonly [RegExp, string])[] = [
  [/^route53 GET \S+\/change\/\w+$/, "route53:GetChange"],
  [/^route53 GET \S+\/tags\/hostedzone\/\w+$/, "route53:ListTagsForResource"],
  [/^route53 GET \S+\/hostedzone$/, "route53:ListHostedZones"],
  [/^route53 GET \S+\/hostedzone\/\w+$/, "route53:GetHostedZone"],
  [/^route53 GET \S+\/rrset(\?|$)/, "route53:ListResourceRecordSets"],
  [/^route53 POST \S+\/rrset\/?$/, "route53:ChangeResourceRecordSets"],
];

/** @param what the action, and what it is about if that is none of ours */
function callsOf(what: string, place: Place): Call[] {
  const [action = "", foreign] = what.split(" ");
  const ours = RESOURCES.find(([pattern]) => pattern.test(action))?.[1] ?? ["*"];
  const resources = foreign === undefined ? ours : [foreign];
  return resources.map((resource) => ({
    action,
    resource: resource.replaceAll("STAGE", place.stage),
    context: { "aws:RequestedRegion": "us-east-1", ...contextOf(action, place) },
  }));
}

function contextOf(action: string, { stage, boundaryArn }: Place): Call["context"] {
  switch (action) {
    case "iam:CreateRole":
    case "iam:PutRolePolicy":
    case "iam:DeleteRolePolicy":
      return { "iam:PermissionsBoundary": boundaryArn };
    case "iam:AttachRolePolicy":
    case "iam:DetachRolePolicy":
      return {
        "iam:PermissionsBoundary": boundaryArn,
        "iam:PolicyARN": "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
      };
    case "iam:CreateServiceLinkedRole":
      return { "iam:AWSServiceName": "imagebuilder.amazonaws.com" };
    case "iam:PassRole":
      return { "iam:PassedToService": "ec2.amazonaws.com" };
    case "route53:ChangeResourceRecordSets":
      return {
        "route53:ChangeResourceRecordSetsNormalizedRecordNames": [
          "www.example.com",
          "_1a2b.www.example.com",
        ],
      };
    default:
      // Nearly everything is made with our tag, and has it once it is there.
      return { "aws:RequestTag/Stage": stage, "aws:ResourceTag/Stage": stage };
  }
}
