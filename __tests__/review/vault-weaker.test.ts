import { review } from "../../review/review";
import type { Plan } from "../../terraform/plan";
import { keptPlan } from "../support/kept-plans";

const LOCK = "aws_backup_vault_lock_configuration.database_vault";

/** What is said of the lock when its replacement is made in this order. */
function saidOfLock(actions: readonly string[]): string | undefined {
  const plan = keptPlan("backups-in-the-vault-for-longer");
  const ordered = plan.resource_changes?.map((entry) =>
    entry.address === LOCK ? { ...entry, change: { ...entry.change, actions } } : entry,
  );
  const { findings } = review({ ...plan, resource_changes: ordered } as Plan);
  return findings.find(({ rule }) => rule === "vault-weaker")?.title;
}

test("a lock that is taken off first is there again afterwards", () => {
  expect(saidOfLock(["delete", "create"])).toBe(
    "is taken off and put on again: in between, backups can be deleted",
  );
});

test("a lock that is made first ends with the one before, and this is said", () => {
  expect(saidOfLock(["create", "delete"])).toBe(
    "is made first, and taken off with the one before: the vault ends without a lock",
  );
});

test("a plan of backups that changes, and keeps its days, is not said", () => {
  const plan = keptPlan("backups-in-the-vault-for-longer");
  const same = plan.resource_changes?.map((entry) =>
    entry.type === "aws_backup_plan"
      ? { ...entry, change: { ...entry.change, before: { ...entry.change.after, name: "other" } } }
      : entry,
  );
  const { findings } = review({ ...plan, resource_changes: same } as Plan);
  expect(findings.filter(({ address }) => address.startsWith("aws_backup_plan"))).toEqual([]);
});

test("the role of AWS Backup may go with what uses it, and no instance is said to need it", () => {
  const { findings } = review(keptPlan("no-backup-vault-any-more"));
  expect(findings.map(({ rule }) => rule)).not.toContain("rights-lost");
});
