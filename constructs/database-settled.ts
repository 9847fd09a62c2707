import type { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster";
import type { Precondition } from "cdktf";

/*
 * What is settled when a cluster is made. Terraform ignores changes of it, since they would replace the
 * cluster or be refused by AWS. So the plan compares what a cluster has with the setting, and stops.
 */

/** A setting, and what a cluster says of it. */
export interface Settled {
  readonly setting: string;
  /** What the settings say, and what a cluster has otherwise, as people write them. */
  readonly got: string;
  readonly made: string;
  /** An expression: whether this cluster has what the settings say. */
  readonly holds: (cluster: RdsCluster) => string;
}

/**
 * A cluster has what the settings say. While a restore stands there are two, and it leads from the one
 * to the other: one of them is enough. A cluster that is still to be made says so after the apply.
 */
export function settled(clusters: readonly RdsCluster[], what: Settled): Precondition {
  const { setting, got, made, holds } = what;
  const ids = clusters.map((each) => String(each.clusterIdentifierInput));
  const were = `which ${ids.join(" and ")} ${ids.length > 1 ? "were" : "was"} made with`;
  const way =
    ids.length > 1
      ? `; for ${got}, first remove with ${made} the cluster that the app doesn't use (npm run ops -- restore STAGE --remove IDENTIFIER), and then restore with ${got}`
      : `, or add database.restore: { from: "${ids[0]}", to: "latest" }, which makes a second cluster with it`;
  return {
    condition: `\${${clusters.map(holds).join(" || ")}}`,
    errorMessage: `${setting}: must be ${made}, ${were}, got ${got}; a cluster keeps it for good, so write ${made} again${way}`,
  };
}
