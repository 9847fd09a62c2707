import type { DBCluster } from "@aws-sdk/client-rds";
import { type Fault, sentence } from "../../../terminal/refusal";

/** What a copy has from its source, or was given like it. */
const SAME = [
  "Engine",
  "EngineVersion",
  "DatabaseName",
  "MasterUsername",
  "StorageEncrypted",
  "KmsKeyId",
  "BackupRetentionPeriod",
  "DBSubnetGroup",
  "DBClusterParameterGroup",
] as const;

/** What of a copy isn't as in its source, though a restore must bring it. */
export function faultsOfCopy(source: DBCluster, copy: DBCluster, where: string): Fault[] {
  return SAME.filter((name) => source[name] !== copy[name]).map((name) => {
    const must = `must have the ${name} of its source, ${source[name]}`;
    return { where, says: sentence(must, copy[name], "a restore would give this to the app") };
  });
}
