import { byTier } from "../../names/tiers";
import type { Recovery } from "./recover";

/** A key that left the settings stays for what it encrypts (docs/decisions/0024), and keeps its name. */
const keysIn = (
  region: string,
) => `  A key is in use as long as a cluster, a backup or a snapshot is encrypted by it; then these list it:
    aws rds describe-db-clusters --region ${region} --query 'DBClusters[].KmsKeyId'
    aws rds describe-db-cluster-automated-backups --region ${region} --query 'DBClusterAutomatedBackups[].KmsKeyId'
    aws rds describe-db-cluster-snapshots --region ${region} --query 'DBClusterSnapshots[].KmsKeyId'
  If all of them are in use, terraform import the one that the next cluster shall have.`;

/** Where a stack is. */
interface Place {
  readonly stack: string;
  readonly region: string;
  /** That the import blocks are in. */
  readonly file: string;
}

/** What was found, by tier, and what to do next. */
export function render({ stack, region, file }: Place, found: Recovery): string {
  const { imports, doubled, unknown } = found;
  const all = Object.entries(imports).map(([address, id]) => ({ address, id }));
  const head =
    all.length === 0
      ? `${stack}: nothing was lost; deploy makes what is missing`
      : `${stack}: ${all.length} found, in ${file}; deploy imports them and makes the rest, and then remove that file`;
  return `${[
    head,
    ...byTier(all).flatMap(([tier, found]) => [
      "",
      tier,
      ...found.map(({ address, id }) => `  ${address} is ${id}`),
    ]),
    ...Object.entries(doubled).flatMap(([address, ids]) => [
      "",
      `${address}: must be one object, got ${ids.join(" and ")}; delete those that nothing uses, and recover again`,
      ...(address.startsWith("aws_kms_key.") ? [keysIn(region)] : []),
    ]),
    ...unknown.flatMap((address) => [
      "",
      `${address}: must be looked for by hand, since AWS does not list its kind by tag; if it is there, terraform import it before you deploy`,
    ]),
  ].join("\n")}\n`;
}
