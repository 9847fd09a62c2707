import { DataAwsKmsKey } from "@cdktf/provider-aws/lib/data-aws-kms-key";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import type { RdsCluster, RdsClusterConfig } from "@cdktf/provider-aws/lib/rds-cluster";
import type { Construct } from "constructs";
import type { Restore } from "./database-cluster";
import type { Settled } from "./database-settled";
import { policy } from "./iam";

/** Who keeps the key of the database's storage and of its master password. */
export type EncryptionChoice = "aws" | "own-key";

export interface KeyProps {
  readonly encryption: EncryptionChoice;
  readonly restore?: Restore | undefined;
  readonly region: string;
  /** The account that the database is in. */
  readonly account: string;
  readonly protection: boolean;
  /** Given, AWS Backup uses the key as well. */
  readonly backupVault?: object | undefined;
}

/** What a new cluster is encrypted with; without a key, AWS takes its own. */
export type Keys = Pick<RdsClusterConfig, "kmsKeyId" | "masterUserSecretKmsKeyId">;

/** Of the own key. An id "kms-key" is left out of addresses. */
export const KEY_ID = "kms-key";

/** Adds what the choice needs. A cluster that is there keeps the keys that it has. */
export function addKeys(scope: Construct, props: KeyProps): Keys {
  if (props.encryption === "own-key") {
    const { arn } = addKey(scope, props);
    return { kmsKeyId: arn, masterUserSecretKmsKeyId: arn };
  }
  // Without a word a restored cluster would get its source's key, which may be an own one.
  if (props.restore === undefined) return {};
  return { kmsKeyId: new DataAwsKmsKey(scope, KEY_ID, { keyId: "alias/aws/rds" }).arn };
}

/**
 * AWS has a key for storage and another one for secrets, and an own key is for both. So a cluster says
 * itself which it has, and no plan asks AWS for that.
 */
export function keysOf(encryption: EncryptionChoice): Settled {
  const own = ({ fqn }: RdsCluster) =>
    `try(${fqn}.kms_key_id == ${fqn}.master_user_secret[0].kms_key_id, false)`;
  return encryption === "own-key"
    ? { setting: "encryption", got: '"own-key"', made: '"aws"', holds: own }
    : {
        setting: "encryption",
        got: '"aws"',
        made: '"own-key"',
        holds: (cluster) => `!${own(cluster)}`,
      };
}

// --- internal ---

function addKey(scope: Construct, props: KeyProps): KmsKey {
  const { account, protection } = props;
  return new KmsKey(scope, KEY_ID, {
    description: "Storage and master password of the database",
    enableKeyRotation: true,
    // The longest: a cluster and its backups can't be read from the first of these days on.
    deletionWindowInDays: 30,
    policy: policy([managed(account), used(props)]),
    lifecycle: { preventDestroy: protection },
  });
}

/** The account's IAM says who looks after the key. Nobody may use it by calling KMS. */
function managed(account: string) {
  const verbs = ["Describe*", "Get*", "List*", "Put*", "Enable*", "Disable*", "Update*", "Revoke*"];
  const others = ["TagResource", "UntagResource", "ScheduleKeyDeletion", "CancelKeyDeletion"];
  return {
    Sid: "Managed",
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Action: [...verbs, ...others].map((each) => `kms:${each}`),
    Resource: "*",
  };
}

/** As AWS's own keys let it: whoever of the account may use these services uses the key through them. */
function used({ account, region, backupVault }: KeyProps) {
  const services = ["rds", "secretsmanager", ...(backupVault ? ["backup"] : [])];
  const hosts = services.map((each) => `${each}.${region}.amazonaws.com`);
  return {
    Sid: "UsedThroughServices",
    Principal: { AWS: "*" },
    Action: [
      "CreateGrant",
      "Decrypt",
      "DescribeKey",
      "Encrypt",
      "GenerateDataKey*",
      "ReEncrypt*",
    ].map((each) => `kms:${each}`),
    Resource: "*",
    Condition: { StringEquals: { "kms:CallerAccount": account, "kms:ViaService": hosts } },
  };
}
