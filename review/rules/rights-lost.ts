import { type Change, differs, ends, isGone, isReplaced } from "../change";
import type { Context } from "../context";
import { lostRights, type Right } from "../rights";
import type { Judgement, ResourceRule } from "../rule";

/** What an instance of ours can't start without. */
const NEEDED = /^(secretsmanager:GetSecretValue|ssm:GetParameters?)$/;
const HOLDERS = ["aws_iam_role", "aws_iam_instance_profile", "aws_iam_openid_connect_provider"];

export const rightsLost: ResourceRule = {
  id: "rights-lost",
  family: "service",
  levels: ["attention", "note"],
  finds: "a role loses rights or goes, and a user of it stays",
  why: "whoever lacks a right fails at the next call: the app can't read its password, a pipeline can't deploy",
  types: [...HOLDERS, "aws_iam_role_policy", "aws_iam_policy", "aws_iam_role_policy_attachment"],
  elsewhere: ["aws_iam_user_policy", "aws_iam_user_policy_attachment", "aws_iam_group_policy"],
  judge(change, context) {
    if (HOLDERS.includes(change.type))
      return withUsers(change, context) ? undefined : ofHolder(change);
    if (ends(change) && roleGoes(change, context)) return undefined;
    if (change.type.endsWith("_attachment")) {
      if (!isGone(change) && !differs(change, "policy_arn")) return undefined;
      const arn = change.before.text("policy_arn") ?? "a policy";
      return note(`its role loses the rights of ${arn.split("/").at(-1)}`, change.forcedBy);
    }
    const lost = isGone(change)
      ? lostRights(change.before.text("policy"), undefined)
      : lostRights(change.before.text("policy"), change.after.text("policy"));
    if (change.after.isUnknown("policy") || lost.length === 0) return undefined;
    return said(lost);
  },
};

// --- internal ---

/** Whether all who use a role go as well. */
function withUsers(change: Change, context: Context): boolean {
  const users = [
    ...context.naming(change, "aws_iam_instance_profile", "role"),
    ...context.naming(change, "aws_flow_log", "iam_role_arn"),
    ...context.naming(change, "aws_backup_selection", "iam_role_arn"),
  ];
  return users.length > 0 && users.every(isGone);
}

function ofHolder(change: Change): Judgement | undefined {
  if (!ends(change)) return undefined;
  const verb = isReplaced(change) ? "is replaced" : "goes";
  return {
    level: "attention",
    title: `${verb}: who uses it can do nothing meanwhile`,
    remedy: "make sure that instances and pipelines have another one first",
    downtime: "none for requests; new instances fail to start, and running ones within the hour",
    shows: change.forcedBy,
  };
}

function said(lost: readonly Right[]): Judgement {
  const needed = lost.some(({ action }) => NEEDED.test(action));
  const words = lost.slice(0, 3).map(({ action }) => action);
  const more = lost.length > words.length ? ` and ${lost.length - words.length} more` : "";
  return {
    level: needed ? "attention" : "note",
    title: `its role may no longer ${words.join(", ")}${more}`,
    remedy: "make sure that nothing that runs needs it",
    shows: ["policy"],
  };
}

function note(title: string, shows: readonly string[]): Judgement {
  return { level: "note", title, remedy: "make sure that nothing that runs needs it", shows };
}

function roleGoes(change: Change, context: Context): boolean {
  return context.namedBy(change, "role", "aws_iam_role").some(ends);
}
