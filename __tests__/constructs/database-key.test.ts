import type { SettingsInput } from "../../config/settings";
import { summaryOf, tier } from "../summary/support";
import { put, saidTo, sound } from "../support/refusals";
import { synthStage } from "../support/synth";

const KEY = "aws_kms_key.database";
const [FIRST, SECOND] = ["aws_rds_cluster.database", "aws_rds_cluster.database_cluster_2"];
const RESTORE = { restore: { from: "lab-database", to: "latest" } };
const own = (stage: "lab" | "prod", database = {}) =>
  synthStage(stage, { encryption: "own-key", database });
const ARN = `\${${KEY}.arn}`;

test("an own key encrypts the storage and the master's secret of each cluster", () => {
  const lab = own("lab", RESTORE);
  for (const cluster of [FIRST, SECOND]) {
    expect(lab.at(cluster)).toMatchObject({
      storage_encrypted: true,
      kms_key_id: ARN,
      master_user_secret_kms_key_id: ARN,
    });
  }
});

test("an own key is rotated, can be had back for 30 days, and stays where there is protection", () => {
  const kept = { enable_key_rotation: true, deletion_window_in_days: 30 };
  expect(own("prod").at(KEY)).toMatchObject({ ...kept, lifecycle: { prevent_destroy: true } });
  expect(own("lab").at(KEY)).toMatchObject({ ...kept, lifecycle: { prevent_destroy: false } });
});

test("the account looks after an own key, so that it can be read, changed and deleted", () => {
  const { Statement } = JSON.parse(String(own("lab").at(KEY).policy));
  const [managed] = Statement as { Principal: { AWS: string }; Action: string[] }[];
  expect(managed?.Principal.AWS).toMatch(/:root$/);
  expect(managed?.Action).toEqual(
    expect.arrayContaining([
      ...["Describe*", "Get*", "List*", "Put*", "Enable*"].map((each) => `kms:${each}`),
      ...["TagResource", "ScheduleKeyDeletion", "CancelKeyDeletion"].map((each) => `kms:${each}`),
    ]),
  );
});

test("nobody uses an own key but callers of the account, through RDS and Secrets Manager", () => {
  const { Statement } = JSON.parse(String(own("lab").at(KEY).policy));
  const uses = (action: string) =>
    /^kms:(Encrypt|Decrypt|ReEncrypt|Generate|CreateGrant|\*)/.test(action);
  const using = Statement.filter(({ Action }: { Action: string[] }) => Action.some(uses));
  expect(using).toEqual([
    expect.objectContaining({
      Effect: "Allow",
      Condition: {
        StringEquals: {
          "kms:CallerAccount": "${aws_vpc.network.owner_id}",
          "kms:ViaService": [
            "rds.us-east-1.amazonaws.com",
            "secretsmanager.us-east-1.amazonaws.com",
          ],
        },
      },
    }),
  ]);
});

test("AWS Backup uses an own key, too, as long as there is a vault", () => {
  const services = (database: object) => {
    const { Statement } = JSON.parse(String(own("lab", database).at(KEY).policy));
    return Statement.at(-1).Condition.StringEquals["kms:ViaService"];
  };
  const backup = "backup.us-east-1.amazonaws.com";
  expect(services({ backupVault: { days: 35 } })).toContain(backup);
  expect(services({})).not.toContain(backup);
});

test("without an own key nothing is said of keys, and a restored cluster gets AWS's", () => {
  const [plain, restored] = [synthStage("lab"), synthStage("lab", { database: RESTORE })];
  expect(plain.addresses()).not.toContain(KEY);
  expect(plain.at(FIRST)).not.toHaveProperty("kms_key_id");
  expect(restored.at(SECOND).kms_key_id).toBe("${data.aws_kms_key.database.arn}");
});

test("a key that leaves the settings is forgotten, and stays for the cluster that has it", () => {
  const forgets = (settings: object) =>
    (synthStage("lab", settings).document.removed as { from: string; lifecycle: object }[])
      .filter(({ from }) => from === KEY)
      .map(({ lifecycle }) => lifecycle);
  expect(forgets({})).toEqual([{ destroy: false }]);
  expect(forgets({ encryption: "own-key" })).toEqual([]);
});

test.each(["aws", "own-key"])(
  "a plan with %s stops for a cluster that was made with the other",
  (encryption) => {
    const conditions = (database: object) => {
      const { output } = synthStage("lab", { encryption, database }).document;
      const { precondition } = (output as Record<string, { precondition: { condition: string }[] }>)
        .database_cluster as { precondition: { condition: string }[] };
      return precondition.map(({ condition }) => condition).filter((each) => /kms/.test(each));
    };
    const not = encryption === "aws" ? "!" : "";
    const holds = (cluster: string) =>
      `${not}try(${cluster}.kms_key_id == ${cluster}.master_user_secret[0].kms_key_id, false)`;
    expect(conditions({})).toEqual([`\${${holds(FIRST)}}`]);
    // While a restore stands, it leads from one to the other.
    expect(conditions(RESTORE)).toEqual([`\${${holds(FIRST)} || ${holds(SECOND)}}`]);
  },
);

test("a choice that is cut short is refused with the one that begins so, not the one with fewer edits", () => {
  expect(saidTo({ lab: put(sound, "encryption", "own") } as Record<string, SettingsInput>)).toEqual(
    ['lab.encryption: must be one of aws, own-key, got "own"; did you mean "own-key"?'],
  );
});

test("the summary pays an own key once, while a restore makes a second cluster too", () => {
  const keys = (database = {}) =>
    tier(summaryOf("lab", { encryption: "own-key", database }), "database").costs.filter(
      ({ what }) => what === "own key",
    );
  const once = [{ what: "own key", count: 1, perHour: 1 / 730, perMonth: 1 }];
  expect([keys(), keys(RESTORE)]).toEqual([once, once]);
});

test("while a restore stands, the way to another key leads through the cluster that the app doesn't use", () => {
  const { precondition } = own("lab", RESTORE).document.output.database_cluster as {
    precondition: { error_message: string }[];
  };
  const said = precondition.map((each) => each.error_message);
  expect(said).toContainEqual(
    'encryption: must be "aws", which lab-database and lab-database-2 were made with, got "own-key"; a cluster keeps it for good, so write "aws" again; for "own-key", first remove with "aws" the cluster that the app doesn\'t use (npm run ops -- restore STAGE --remove IDENTIFIER), and then restore with "own-key"',
  );
});
