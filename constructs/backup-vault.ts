import { BackupPlan } from "@cdktf/provider-aws/lib/backup-plan";
import { BackupSelection } from "@cdktf/provider-aws/lib/backup-selection";
import { BackupVault as Vault } from "@cdktf/provider-aws/lib/backup-vault";
import { BackupVaultLockConfiguration } from "@cdktf/provider-aws/lib/backup-vault-lock-configuration";
import { Construct } from "constructs";
import { namesOf } from "../names/stage";
import { backupRights } from "./backup-rights";
import { addRole, grant } from "./iam";
import { stackOf } from "./readable-stack";

/** A backup a day, in a vault from which those who may delete the database can't delete it. */
export interface VaultChoice {
  /** Days that each backup is kept. */
  readonly days: number;
  /**
   * governance: nobody deletes a backup before its days are over, except by taking the lock off
   * first. AWS's compliance mode isn't offered: after its time for thought nobody can take it off.
   */
  readonly lock: "none" | "governance";
}

export interface BackupVaultProps extends VaultChoice {
  readonly region: string;
  readonly clusterArns: readonly string[];
  /** prevent_destroy, and no delete while a backup is in it. */
  readonly protection: boolean;
}

/** At 05:00 in UTC. Of all databases, Aurora's alone may be in or close to a window of its cluster. */
const DAILY = "cron(0 5 ? * * *)";

/** A vault of AWS Backup, and a plan that puts a backup of each cluster into it every day. */
export class BackupVault extends Construct {
  constructor(scope: Construct, id: string, props: BackupVaultProps) {
    super(scope, id);
    const { days, lock, region, protection } = props;
    const { database: name, backup } = namesOf(stackOf(this));
    const vault = new Vault(this, "backup-vault", {
      name,
      forceDestroy: !protection,
      lifecycle: { preventDestroy: protection },
    });
    const role = addRole(this, backup, "backup.amazonaws.com");
    const rights = grant(this, "rights", role.name, "Backup", backupRights(stackOf(this), region));
    const plan = new BackupPlan(this, "backup-plan", {
      name,
      rule: [
        {
          ruleName: "daily",
          targetVaultName: vault.name,
          schedule: DAILY,
          lifecycle: { deleteAfter: days },
        },
      ],
    });
    new BackupSelection(this, "backup-selection", {
      name,
      planId: plan.id,
      iamRoleArn: role.arn,
      resources: [...props.clusterArns],
      dependsOn: [rights],
    });
    if (lock === "none") return;
    // Each change replaces it. Made before the old one goes, it would go with the old one.
    new BackupVaultLockConfiguration(this, "backup-vault-lock-configuration", {
      backupVaultName: vault.name,
      minRetentionDays: days,
    });
  }
}
