import { type Change, isGone } from "../change";
import type { Context } from "../context";
import { gainedRights, matches, type Right, rightsIn, statementsIn } from "../rights";
import type { Judgement, Level, ResourceRule } from "../rule";

export const rightsGained: ResourceRule = {
  id: "rights-gained",
  family: "doors",
  levels: ["danger", "attention", "note"],
  finds:
    "a role gains rights: all of them or the right to give itself more (danger), a whole service (attention)",
  why: "whoever takes over an instance or a job with the role has its rights",
  types: ["aws_iam_role_policy", "aws_iam_policy", "aws_iam_role_policy_attachment"],
  elsewhere: [
    "aws_iam_user_policy",
    "aws_iam_group_policy",
    "aws_iam_user_policy_attachment",
    "aws_iam_policy_attachment",
  ],
  judge(change, context) {
    if (isGone(change)) return limitGone(change, context);
    if (change.type.endsWith("_attachment")) return ofAttachment(change, context);
    const text = change.after.text("policy") ?? context.template(change, "policy");
    if (text === undefined) return undefined;
    const gained = gainedRights(change.before.text("policy"), text);
    const [worst] = gained.map(levelOf).sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
    if (worst === undefined) return undefined;
    const rights = gained.filter((each) => levelOf(each) === worst);
    return said(worst, `may ${wordsOf(rights)}`, ["policy"], change, context);
  },
};

// --- internal ---

const ORDER: readonly Level[] = ["danger", "attention", "note"];

/** By these on any resource, a role can give itself all the others. */
const ESCALATES = [
  "iam:PassRole",
  "iam:CreatePolicyVersion",
  "iam:AttachRolePolicy",
  "iam:PutRolePolicy",
  "iam:UpdateAssumeRolePolicy",
  "iam:CreateAccessKey",
  "iam:DeleteRolePermissionsBoundary",
  "sts:AssumeRole",
];

function levelOf({ action, resource, conditional, freed }: Right): Level {
  if (freed) return "attention";
  const all = /^\*$|^arn:[^:]*:iam::[^:]*:(role\/)?\*$/.test(resource);
  const escalates = ESCALATES.some((each) => matches(action, each));
  if (escalates && all && !conditional) return "danger";
  if (/^(\*|[\w-]+:\*)$/.test(action) && resource === "*" && !conditional) return "attention";
  return "note";
}

/** A policy that forbids: its role may do again what it took back. */
function limitGone(change: Change, context: Context): Judgement | undefined {
  const [policy] = context.namedBy(change, "policy_arn", "aws_iam_policy");
  const text = policy?.before.text("policy") ?? change.before.text("policy");
  const forbidsAlone = statementsIn(text).length > 0 && rightsIn(text).length === 0;
  const roleGoes = context.namedBy(change, "role", "aws_iam_role").some(isGone);
  if (roleGoes || !forbidsAlone) return undefined;
  return {
    level: "danger",
    title: "its role loses a policy that only forbids, and may do what it took back",
    remedy: "keep what is forbidden; narrow it by a reviewed change of its own",
  };
}

function ofAttachment(change: Change, context: Context): Judgement | undefined {
  const arn = change.after.text("policy_arn");
  if (arn === undefined || arn === change.before.text("policy_arn")) return undefined;
  const policy = arn.split("/").at(-1) ?? arn;
  const level = /^(AdministratorAccess|IAMFullAccess|PowerUserAccess)/.test(policy)
    ? "danger"
    : /FullAccess/.test(policy)
      ? "attention"
      : "note";
  return said(level, `gains the rights of ${policy}`, ["policy_arn"], change, context);
}

/** What a new role starts with is worth a word only if it is too much. */
function said(
  level: Level,
  title: string,
  shows: readonly string[],
  change: Change,
  context: Context,
): Judgement | undefined {
  const roles = context.namedBy(change, "role", "aws_iam_role");
  const isNew = !change.before.exists && roles.every(({ before }) => !before.exists);
  if (level === "note" && isNew) return undefined;
  const remedy =
    level === "note" ? "make sure that it needs them" : "name the actions and the resources";
  return { level, title, remedy, shows };
}

function wordsOf(rights: readonly Right[]): string {
  const named = rights
    .slice(0, 3)
    .map(
      ({ action, resource }) =>
        `${action === "*" ? "do everything" : action} on ${short(resource)}`,
    );
  const more = rights.length - named.length;
  return `${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function short(resource: string): string {
  return resource.length > 60 ? `${resource.slice(0, 59)}…` : resource;
}
