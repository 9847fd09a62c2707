import { type Change, isGone, isReplaced } from "../change";
import type { ResourceRule } from "../rule";

const PLAN = "aws_backup_plan";
const SELECTION = "aws_backup_selection";
const LOCK = "aws_backup_vault_lock_configuration";

export const vaultWeaker: ResourceRule = {
  id: "vault-weaker",
  family: "data",
  levels: ["attention"],
  finds: "the vault gets no more backups, keeps them for fewer days, or its lock is taken off",
  why: "without its lock a vault's backups can be deleted; Terraform replaces a lock by taking it off first",
  types: [PLAN, SELECTION, LOCK],
  judge(change) {
    if (change.type === LOCK) return ofLock(change);
    if (isGone(change)) return said("ends: the vault gets no more backups", []);
    const [before, after] = [change.before, change.after].map((side) => daysOf(side));
    if (before === undefined || after === undefined || after >= before) return undefined;
    return said(`keeps new backups for ${after} days instead of ${before}`, ["rule"]);
  },
};

// --- internal ---

function ofLock(change: Change) {
  if (isGone(change)) return said("ends: whoever may delete backups can delete the vault's", []);
  if (!isReplaced(change)) return undefined;
  if (change.createsFirst) {
    const title = "is made first, and taken off with the one before: the vault ends without a lock";
    const remedy = "take create_before_destroy from it, and from what refers to it";
    return { level: "attention" as const, title, remedy, shows: change.forcedBy };
  }
  return said("is taken off and put on again: in between, backups can be deleted", change.forcedBy);
}

function said(title: string, shows: readonly string[]) {
  const remedy = "keep it, or say who looks after the vault until it is back";
  return { level: "attention" as const, title, remedy, shows };
}

function daysOf(side: Change["before"]): number | undefined {
  const [rule] = side.blocks("rule");
  const [lifecycle] = [rule?.lifecycle ?? []].flat() as { delete_after?: unknown }[];
  const days = Number(lifecycle?.delete_after);
  return Number.isNaN(days) || days === 0 ? undefined : days;
}
