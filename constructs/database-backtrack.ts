import type { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster";
import type { Settled } from "./database-settled";

/** What a new cluster keeps to be turned back in place. In seconds; left out, AWS keeps nothing. */
export function backtrackOf(hours: number): { readonly backtrackWindow?: number } {
  return hours === 0 ? {} : { backtrackWindow: hours * 3600 };
}

/** AWS switches it on when a cluster is made, and never later. What is off stays off. */
export function hoursOf(clusters: readonly RdsCluster[], hours: number): Settled {
  // Of a cluster that is still to be made without it, the plan says null.
  const seconds = ({ fqn }: RdsCluster) => `coalesce(${fqn}.backtrack_window, 0)`;
  const made = clusters.map((cluster) => `\${${seconds(cluster)} / 3600}`);
  return {
    setting: "database.backtrackHours",
    got: String(hours),
    made: made.join(" or "),
    holds: (cluster) => `${seconds(cluster)} == ${hours * 3600}`,
  };
}
