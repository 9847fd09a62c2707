import { rightsOf, stateStackForGithub } from "../../support/pipeline";
import { may, mayNot, on } from "../../support/rights";

const stack = stateStackForGithub();
const lab = { statements: rightsOf(stack, "lab").apply };
const prod = { statements: rightsOf(stack, "prod").apply };
const theirs = { "aws:ResourceTag/Stage": "prod" };
const VAULT = on("backup", "backup-vault:lab-database");
const snapshot = (id: string) => on("rds", `cluster-snapshot:${id}`);

describe("the apply role of lab, on backups that AWS names,", () => {
  may(lab, [
    ["rds:RestoreDBClusterFromSnapshot", snapshot("rds:lab-database-2026-11-29")],
    ["rds:RestoreDBClusterFromSnapshot", snapshot("awsbackup:job-1a2b")],
    ["backup:PutBackupVaultLockConfiguration", VAULT],
    ["backup:DeleteRecoveryPoint", VAULT],
  ]);
  mayNot(lab, [
    ["rds:RestoreDBClusterFromSnapshot", snapshot("rds:prod-database-2026-11-29")],
    ["rds:RestoreDBClusterFromSnapshot", snapshot("awsbackup:job-1a2b"), theirs],
    ["rds:DeleteDBClusterSnapshot", snapshot("awsbackup:job-1a2b")],
    ["backup:DeleteBackupVaultLockConfiguration", on("backup", "backup-vault:prod-database")],
    ["backup:UpdateBackupPlan", on("backup", "backup-plan:1a2b"), theirs],
  ]);
});

describe("the apply role of prod, which is protected,", () => {
  mayNot(prod, [["backup:DeleteRecoveryPoint", on("backup", "backup-vault:prod-database")]]);
});
