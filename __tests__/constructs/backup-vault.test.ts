import type { StatementJson } from "../../service/iam";
import { summaryOf, tier } from "../summary/support";
import { rightsOf, stateStackForGithub } from "../support/pipeline";
import { may, mayNot, on } from "../support/rights";
import { synthStage } from "../support/synth";
import { policyOf } from "../support/synthesized";

const VAULT = "aws_backup_vault.database_vault";
const LOCK = "aws_backup_vault_lock_configuration.database_vault";
const stage = (name: "lab" | "prod", backupVault?: object, more: object = {}) =>
  synthStage(name, { database: { backupVault, ...more } });

test("there is no vault until a stage asks for it", () => {
  for (const name of ["lab", "prod"] as const) {
    const addresses = stage(name).addresses();
    expect(addresses.filter((each) => each.startsWith("aws_backup"))).toEqual([]);
  }
});

test("a backup a day goes into the vault, and is kept for its days", () => {
  expect(stage("lab", { days: 35 }).at("aws_backup_plan.database_vault").rule).toEqual([
    {
      rule_name: "daily",
      target_vault_name: `\${${VAULT}.name}`,
      schedule: "cron(0 5 ? * * *)",
      lifecycle: { delete_after: 35 },
    },
  ]);
});

test("while a restore goes on, the vault gets backups of both clusters", () => {
  const selected = (more: object) =>
    stage("lab", { days: 35 }, more).at("aws_backup_selection.database_vault").resources;
  const [first, second] = ["database", "database_cluster_2"].map(
    (name) => `\${aws_rds_cluster.${name}.arn}`,
  );
  expect(selected({})).toEqual([first]);
  expect(selected({ restore: { from: "lab-database", to: "latest" } })).toEqual([first, second]);
  expect(selected({ cluster: 2 })).toEqual([second]);
});

test.each([
  ["lab", true],
  ["prod", false],
] as const)("the vault of %s goes with what is in it: %s", (name, goes) => {
  expect(stage(name, { days: 35 }).at(VAULT)).toMatchObject({
    force_destroy: goes,
    lifecycle: { prevent_destroy: !goes },
  });
});

test("a locked vault takes no backup of fewer days, and has no date after which the lock is for good", () => {
  expect(stage("lab", { days: 35 }).has(LOCK)).toBe(false);
  const lock = stage("lab", { days: 35, lock: "governance" }).at(LOCK);
  expect(lock).toMatchObject({ min_retention_days: 35 });
  expect(lock).not.toHaveProperty("changeable_for_days");
});

const rights = () =>
  policyOf(
    stage("lab", { days: 35 }).at("aws_iam_role_policy.database_vault_rights").policy,
  ) as StatementJson[];

test("AWS Backup may delete no snapshot but those it made", () => {
  const deletes = rights().filter(({ Action }) => String(Action).includes("Delete"));
  expect(deletes.map(({ Resource }) => Resource)).toEqual([
    "arn:aws:rds:us-east-1:*:cluster-snapshot:awsbackup:*",
  ]);
});

describe("AWS Backup, within the boundary of the stage's roles,", () => {
  const { boundary } = rightsOf(stateStackForGithub(), "lab");
  const of = { statements: rights(), boundary };
  // As AWS's own policy for backups asks, AWSBackupServiceRolePolicyForBackup.
  may(of, [
    ["rds:CreateDBClusterSnapshot", on("rds", "cluster:lab-database")],
    ["kms:DescribeKey", on("kms", "key/1")],
    ["kms:CreateGrant", on("kms", "key/1"), { "kms:GrantIsForAWSResource": "true" }],
  ]);
  mayNot(of, [
    ["kms:CreateGrant", on("kms", "key/1"), { "kms:GrantIsForAWSResource": "false" }],
    ["kms:CreateGrant", on("kms", "key/1")],
    ["kms:Decrypt", on("kms", "key/1")],
    ["rds:CreateDBClusterSnapshot", on("rds", "cluster:prod-database")],
  ]);
});

test("the summary says how long the vault keeps, and whether it is locked", () => {
  const vaultOf = (backupVault?: object) =>
    tier(summaryOf("lab", { database: { backupVault } }), "database").vault;
  expect(vaultOf()).toBeNull();
  expect(vaultOf({ days: 35 })).toEqual({ days: 35, locked: false });
  expect(vaultOf({ days: 90, lock: "governance" })).toEqual({ days: 90, locked: true });
});
